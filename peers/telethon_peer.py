"""Telethon, driven line by line: reads {"id", "do", "with"} from its input and answers each with {"id", "result"} or
{"id", "error"}; tells of messages by {"told": "message", "update"} as they come. Ends with its input."""

import asyncio
import json
import sys

from telethon import TelegramClient, errors, events, functions, types
from telethon.crypto import rsa
from telethon.sessions import StringSession

DC = 2

NAMES = {kind: name for name, kind in errors.rpc_errors_dict.items()}


class Peer:
    def __init__(self, key, port):
        rsa._server_keys.clear()
        rsa.add_key(key, old=False)
        self.chats = {}  # those who wrote: this version forgets who came with a push
        self.session = StringSession('')
        self.session.set_dc(DC, '127.0.0.1', port)

    async def connect(self, catch_up=False):
        self.client = TelegramClient(
            self.session, 1, 'chappe', catch_up=catch_up, connection_retries=50, retry_delay=0.2)
        self.client.add_event_handler(self.told, events.NewMessage())
        await self.client.connect()

    async def told(self, event):
        self.chats[event.chat_id] = await event.get_input_chat()
        say({'told': 'message', 'update': said(event.message)})

    async def send_code(self, phone):
        await self.client.send_code_request(phone)

    async def sign_up(self, phone, code, first_name):
        return person(await self.client.sign_up(code, first_name, phone=phone))

    async def sign_in(self, phone, code, password=None):
        try:
            return person(await self.client.sign_in(phone, code))
        except errors.SessionPasswordNeededError:
            return person(await self.client.sign_in(password=password))

    async def set_password(self, password):
        return await self.client.edit_2fa(new_password=password, hint='a word')

    async def me(self):
        [user] = await self.client(functions.users.GetUsersRequest([types.InputUserSelf()]))
        return person(user)

    async def add_contact(self, phone, first_name):
        contact = types.InputPhoneContact(1, phone, first_name, '')
        found = await self.client(functions.contacts.ImportContactsRequest([contact]))
        return person(found.users[0])

    async def contacts(self):
        found = await self.client(functions.contacts.GetContactsRequest(0))
        return [person(user) for user in found.users]

    async def send_text(self, user_id, text):
        return said(await self.client.send_message(self.chat(user_id), text))

    async def history(self, user_id):
        return [said(message) for message in await self.client.get_messages(self.chat(user_id), limit=100)]

    async def dialogs(self):
        return [{'id': str(dialog.entity.id), 'last': dialog.message.message}
                for dialog in await self.client.get_dialogs()]

    def chat(self, user_id):
        return self.chats.get(int(user_id), int(user_id))

    async def rest(self):
        await self.client.disconnect()

    async def wake(self):
        await self.connect(catch_up=True)

    async def log_out(self):
        """As `client.log_out()` does, which then also forgets the key that the check is about."""
        await self.client(functions.auth.LogOutRequest())


def person(user):
    return {'id': str(user.id), 'firstName': user.first_name, 'phone': user.phone}


def said(message):
    return {
        'id': message.id,
        'text': message.message,
        'isOutgoing': bool(message.out),
        'chat': str(message.peer_id.user_id),
        'styles': [type(entity).__name__.replace('MessageEntity', '').lower() for entity in message.entities or []],
    }


def say(thing):
    print(json.dumps(thing), flush=True)


async def answer(peer, ask):
    try:
        say({'id': ask['id'], 'result': await getattr(peer, ask['do'])(*ask['with'])})
    except errors.RPCError as refused:
        say({'id': ask['id'], 'error': repr(refused), 'refused': NAMES.get(type(refused), refused.message)})
    except Exception as failed:
        say({'id': ask['id'], 'error': repr(failed)})


async def main():
    with open(sys.argv[1]) as file:
        key = file.read()
    peer = Peer(key, int(sys.argv[2]))
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        await answer(peer, json.loads(line))


asyncio.run(main())
