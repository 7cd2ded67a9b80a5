// The first conversation, as mtcute has it: sign-up, contacts, texts both ways, history, a lost line, a restart, log-out.

import assert from 'node:assert/strict'
import { NEWEST, Person } from './client.js'

const refuses = async (call, code, text) => {
    const error = await call.then(() => assert.fail(`expected ${text}, got an answer`), (failure) => failure)
    if (error.text === undefined) throw error // no error of the server's
    assert.deepEqual([error.code, error.text], [code, text])
}

const idOf = (person) => person.user.id

/** @param options how both clients connect; `mayRepeat`: they were seen to tell the same message twice after a reconnect */
export async function conversation(checks, server, title, phones, options) {
    const { Long, html } = options.lib ?? NEWEST
    let alice, bob
    const nothingElse = () => (options.mayRepeat ? bob.forget() : bob.receivesNothingElse())
    const [alicePhone, bobPhone] = phones
    await checks.scenario(title, [
        ['alice signs up', async () => {
            alice = await Person.connect(server, options)
            const user = await alice.signUp(alicePhone, 'Alice', 'Semaphore')
            assert.equal(user.self, true)
            assert.equal(user.firstName, 'Alice')
            assert.equal(`+${user.phone}`, alicePhone)
        }],
        ['bob signs up', async () => {
            bob = await Person.connect(server, options)
            assert.equal((await bob.signUp(bobPhone, 'Bob')).firstName, 'Bob')
        }],
        ['each is who they are', async () => {
            assert.equal((await alice.client.getMe()).id, idOf(alice))
            assert.equal((await bob.client.getMe()).id, idOf(bob))
        }],
        ['alice finds bob by her address book', async () => {
            const found = await alice.client.importContacts([{ phone: bobPhone, firstName: 'Bobby', lastName: 'B' }])
            assert.equal(found.imported.length, 1)
            assert.equal(found.imported[0].userId, idOf(bob))
            assert.equal(found.users[0].firstName, 'Bobby', 'a contact bears the name that its owner gave it')
            const contacts = await alice.client.getContacts()
            assert.deepEqual(contacts.map((user) => user.id), [idOf(bob)])
        }],
        ['bob finds alice by her number', async () => {
            const peer = await bob.client.resolvePhoneNumber(alicePhone)
            assert.equal(peer.userId, idOf(alice))
        }],
        ['a text reaches bob', async () => {
            const sent = await alice.client.sendText(idOf(bob), 'hello bob')
            assert.equal(sent.isOutgoing, true)
            assert.equal(sent.text, 'hello bob')
            const got = await bob.receives('message')
            assert.equal(got.text, 'hello bob')
            assert.equal(got.isOutgoing, false)
            assert.equal(got.sender.id, idOf(alice))
            assert.equal(got.chat.id, idOf(alice))
        }],
        ['a text reaches alice, as a reply', async () => {
            const [asked] = await bob.client.getHistory(idOf(alice), { limit: 1 })
            await bob.client.sendText(idOf(alice), 'hello alice', { replyTo: asked.id })
            const got = await alice.receives('message')
            assert.equal(got.text, 'hello alice')
            const [mine] = (await alice.client.getHistory(idOf(bob))).filter((message) => message.text === 'hello bob')
            assert.equal(got.replyToMessage?.id, mine.id, 'the reply names the message by its number in the reader\'s box')
        }],
        ['entities arrive as they were sent', async () => {
            await alice.client.sendText(idOf(bob), html`<b>bold</b> 😀 <i>it</i> <a href="https://example.org/">link</a>`)
            const got = await bob.receives('message')
            assert.equal(got.text, 'bold 😀 it link')
            assert.deepEqual(
                got.entities.map((entity) => [entity.kind, entity.offset, entity.length]),
                [['bold', 0, 4], ['italic', 8, 2], ['text_link', 11, 4]],
            )
        }],
        ['a repeated random_id is sent once', async () => {
            const peer = await alice.client.resolvePeer(idOf(bob))
            const send = () => alice.call('messages.sendMessage', { peer, message: 'only once', randomId: Long.fromNumber(4_242_424_242) })
            const [first, again] = [await send(), await send()]
            alice.client.handleClientUpdate(first, true)
            const idOfMessage = ({ updates }) => updates.find((update) => update._ === 'updateMessageID').id
            assert.equal(idOfMessage(again), idOfMessage(first))
            await bob.receivesTexts('only once')
            await alice.client.sendText(idOf(bob), 'after it')
            await bob.receivesTexts('after it')
        }],
        ['typing is seen', async () => {
            await alice.client.sendTyping(idOf(bob), 'typing')
            assert.equal((await bob.receives('typing')).userId, idOf(alice))
        }],
        ['history is the same on both sides', async () => {
            const ofAlice = await alice.client.getHistory(idOf(bob))
            const ofBob = await bob.client.getHistory(idOf(alice))
            assert.deepEqual(ofAlice.map((message) => message.text), ofBob.map((message) => message.text))
            assert.deepEqual(ofAlice.map((message) => message.text).reverse(),
                ['hello bob', 'hello alice', 'bold 😀 it link', 'only once', 'after it'])
            assert.ok(ofAlice.every((message, i) => message.isOutgoing !== ofBob[i].isOutgoing))
        }],
        ['history in pages, forwards and backwards', async () => {
            const all = (await bob.client.getHistory(idOf(alice))).map((message) => message.id)
            const page = await bob.client.getHistory(idOf(alice), { limit: 2 })
            const next = await bob.client.getHistory(idOf(alice), { limit: 2, offset: page.next })
            assert.deepEqual([...page, ...next].map((message) => message.id), all.slice(0, 4))
            const oldest = await bob.client.getHistory(idOf(alice), { limit: 2, reverse: true })
            assert.deepEqual(oldest.map((message) => message.id), all.slice(-2).reverse())
            const walked = []
            for await (const message of bob.client.iterHistory(idOf(alice), { chunkSize: 2 })) walked.push(message.id)
            assert.deepEqual(walked, all)
        }],
        ['messages by their numbers', async () => {
            const [last] = await bob.client.getHistory(idOf(alice), { limit: 1 })
            const [found, missing] = await bob.client.getMessages(idOf(alice), [last.id, 2_000_000_000])
            assert.equal(found.text, last.text)
            assert.equal(missing, null)
        }],
        ['the dialog list shows the talk and what is unread', async () => {
            const dialogs = []
            for await (const dialog of bob.client.iterDialogs()) dialogs.push(dialog)
            assert.equal(dialogs.length, 1)
            assert.equal(dialogs[0].peer.id, idOf(alice))
            assert.equal(dialogs[0].lastMessage.text, 'after it')
            assert.ok(dialogs[0].unreadCount >= 1)
        }],
        ['reading tells the other side', async () => {
            const [last] = await bob.client.getHistory(idOf(alice), { limit: 1 })
            const [mine] = await alice.client.getHistory(idOf(bob), { limit: 1 })
            await bob.client.readHistory(idOf(alice), { maxId: last.id })
            const receipt = await alice.receives('read')
            assert.equal(receipt.isOutbox, true)
            assert.equal(receipt.chatId, idOf(bob))
            assert.equal(receipt.maxReadId, mine.id)
            for await (const dialog of bob.client.iterDialogs()) assert.equal(dialog.unreadCount, 0)
        }],
        ['a deleted message goes on both sides', async () => {
            const sent = await alice.client.sendText(idOf(bob), 'a slip')
            const got = await bob.receives('message')
            await alice.client.deleteMessagesById(idOf(bob), [sent.id], { revoke: true })
            const gone = await bob.receives('delete')
            assert.deepEqual([...gone.messageIds], [got.id])
            assert.ok((await bob.client.getHistory(idOf(alice))).every((message) => message.text !== 'a slip'))
        }],
        ['notes to oneself', async () => {
            const note = await alice.client.sendText('me', 'buy milk')
            assert.equal(note.chat.id, idOf(alice))
            assert.deepEqual((await alice.client.getHistory('me')).map((message) => message.text), ['buy milk'])
        }],
        ['messages sent while the line is down arrive once, in order', async () => {
            bob.line.cut()
            for (const text of ['one', 'two', 'three']) await alice.client.sendText(idOf(bob), text)
            bob.line.mend()
            await bob.receivesTexts('one', 'two', 'three')
            await alice.client.sendText(idOf(bob), 'four')
            await bob.receivesTexts('four')
            nothingElse()
        }],
        ['messages sent while the server stops arrive once, in order', async () => {
            bob.line.cut()
            await alice.client.sendText(idOf(bob), 'before the stop')
            const code = await server.stop()
            assert.ok(code === 0 || code === 143, `stopped in order, not with ${code}`)
            await server.run()
            await alice.client.sendText(idOf(bob), 'after the start')
            bob.line.mend()
            await bob.receivesTexts('before the stop', 'after the start')
            nothingElse()
        }],
        ['a killed server loses nothing', async () => {
            await alice.client.sendText(idOf(bob), 'before the kill')
            await server.stop('SIGKILL')
            await server.run()
            await alice.client.sendText(idOf(bob), 'after the kill')
            await bob.receivesTexts('before the kill', 'after the kill')
            nothingElse()
        }],
        ['a client that was away catches up by difference', async () => {
            const { storage, phone, user } = bob
            await bob.leave()
            await alice.client.sendText(idOf({ user }), 'while you were out')
            bob = await Person.connect(server, { ...options, storage, catchUp: true })
            Object.assign(bob, { phone, user })
            await bob.client.connect()
            await bob.client.startUpdatesLoop()
            await bob.receivesTexts('while you were out')
            nothingElse()
        }],
        ['the talk is whole on both sides', async () => {
            const expected = ['hello bob', 'hello alice', 'bold 😀 it link', 'only once', 'after it', 'one', 'two', 'three', 'four',
                'before the stop', 'after the start', 'before the kill', 'after the kill', 'while you were out']
            for (const [reader, other] of [[alice, bob], [bob, alice]]) {
                const history = await reader.client.getHistory(idOf(other))
                assert.deepEqual(history.map((message) => message.text).reverse(), expected)
            }
        }],
        ['log-out ends the login', async () => {
            await bob.client.logOut()
            await refuses(bob.call('users.getUsers', { id: [{ _: 'inputUserSelf' }] }), 401, 'AUTH_KEY_UNREGISTERED')
        }],
        ['bob logs in again and finds his talk', async () => {
            await bob.leave()
            bob = await Person.connect(server, options)
            await bob.signIn(bobPhone)
            const peer = await bob.client.resolvePhoneNumber(alicePhone)
            assert.ok((await bob.client.getHistory(peer)).some((message) => message.text === 'hello alice'))
        }],
    ])
    await alice?.leave()
    await bob?.leave()
}

export async function mistakes(checks, server, phones) {
    const { Long, tl } = NEWEST
    let carol, dave
    const [carolPhone, davePhone, evePhone] = phones
    await checks.scenario('mistakes get the documented error', [
        ['a call before the log-in', async () => {
            carol = await Person.connect(server)
            await refuses(carol.call('updates.getState'), 401, 'AUTH_KEY_UNREGISTERED')
        }],
        ['a number that is none', () => refuses(carol.client.sendCode({ phone: '+123' }), 400, 'PHONE_NUMBER_INVALID')],
        ['a wrong code, then the right one', async () => {
            const phoneCode = await carol.sendCode(carolPhone)
            const wrong = phoneCode === '11111' ? '22222' : '11111'
            const ask = { phoneNumber: carolPhone, phoneCodeHash: carol.phoneCodeHash }
            await refuses(carol.call('auth.signIn', { ...ask, phoneCode: wrong }), 400, 'PHONE_CODE_INVALID')
            await refuses(carol.call('auth.signIn', { ...ask, phoneCode: '' }), 400, 'PHONE_CODE_EMPTY')
            assert.equal((await carol.call('auth.signIn', { ...ask, phoneCode }))._, 'auth.authorizationSignUpRequired')
            await carol.enter(carolPhone, await carol.call('auth.signUp', { ...ask, firstName: 'Carol', lastName: '' }))
        }],
        ['a peer with a wrong access_hash', async () => {
            dave = await Person.connect(server)
            await dave.signUp(davePhone, 'Dave')
            const peer = { _: 'inputPeerUser', userId: idOf(dave), accessHash: Long.fromNumber(7) }
            const send = carol.call('messages.sendMessage', { peer, message: 'hi', randomId: Long.fromNumber(1) })
            await refuses(send, 400, 'PEER_ID_INVALID')
        }],
        ['an empty text, and one that is too long', async () => {
            await refuses(carol.client.sendText('me', '  '), 400, 'MESSAGE_EMPTY')
            await refuses(carol.client.sendText('me', 'x'.repeat(4097)), 400, 'MESSAGE_TOO_LONG')
        }],
        ['a number that nobody has', async () => {
            await refuses(carol.call('contacts.resolvePhone', { phone: '447400999999' }), 400, 'PHONE_NOT_OCCUPIED')
        }],
        ['a method that is not built yet', () =>
            refuses(carol.call('payments.clearSavedInfo'), 400, 'METHOD_INVALID')],
        ['six wrong codes end the code', async () => {
            const eve = await Person.connect(server)
            try {
                const phoneCode = await eve.sendCode(evePhone)
                const wrong = phoneCode === '11111' ? '22222' : '11111'
                const ask = { phoneNumber: evePhone, phoneCodeHash: eve.phoneCodeHash }
                for (let i = 0; i < 5; i++) await eve.call('auth.signIn', { ...ask, phoneCode: wrong }).catch(() => {})
                await assert.rejects(eve.call('auth.signIn', { ...ask, phoneCode }), tl.RpcError)
            } finally {
                await eve.leave()
            }
        }],
    ])
    await carol?.leave()
    await dave?.leave()
}
