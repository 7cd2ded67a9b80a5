// GramJS, pointed at our server. It always connects to port 80, so its connection is told another address.

import { createHash, createPublicKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { Inbox } from './inbox.js'
import { Line } from './line.js'

const require = createRequire(import.meta.url)

/** @param name the npm package, or an alias of it */
const library = (name) => ({
    ...require(name),
    ...require(`${name}/events`),
    ...require(`${name}/extensions`),
    ...require(`${name}/network`),
    StringSession: require(`${name}/sessions`).StringSession,
    bigInt: require(`${name}/Helpers`).returnBigInt,
    serverKeys: require(`${name}/crypto/RSA`)._serverKeys,
})

const newest = library('telegram')

/** @returns a kind of client for `talk`: connect() gives one that is not logged in yet */
export const gramjs = ({ lib = newest, transport = 'full' } = {}) => ({
    catchesUp: false,
    connect: (server) => Gram.connect(lib, server, transport),
})

export const gramjs152 = () => gramjs({ lib: library('telegram-152') })

class Gram extends Inbox {
    static async connect(lib, server, transport) {
        trust(lib, await server.publicKey())
        const line = await Line.to(server.port)
        const base = transport === 'full' ? lib.ConnectionTCPFull : lib.ConnectionTCPObfuscated
        class Connection extends base {
            constructor(params) {
                super({ ...params, ip: '127.0.0.1', port: line.port })
            }
        }
        const client = new lib.TelegramClient(new lib.StringSession(''), 1, 'chappe', {
            connection: Connection,
            networkSocket: transport === 'websocket' ? lib.PromisedWebSockets : lib.PromisedNetSockets,
            connectionRetries: 20,
            retryDelay: 200,
            baseLogger: new lib.Logger(process.env.GRAMJS_LOG ?? 'none'),
        })
        const person = new Gram(lib, server, client, line)
        await client.connect()
        return person
    }

    constructor(lib, server, client, line) {
        super(() => this.user?.firstName ?? 'somebody')
        Object.assign(this, { lib, server, client, line })
        this.errors = []
        client._errorHandler = async (error) => this.errors.push(error)
        client.addEventHandler((event) => this.tell('message', said(event.message)), new lib.NewMessage({}))
    }

    async signUp(phone, firstName) {
        return await this.enter(phone, { firstAndLastNames: async () => [firstName, ''] })
    }

    async signIn(phone, password) {
        return await this.enter(phone, { password: async () => password })
    }

    /** @param accept what somebody who is logged in does with the token that the picture shows */
    async signInByPicture(accept, password) {
        await this.client.signInUserWithQrCode({ apiId: 1, apiHash: 'chappe' }, {
            qrCode: async ({ token }) => await accept(token),
            password: async () => password,
            onError: (error) => {
                throw error
            },
        })
        this.user = person(await this.client.getMe())
        return this.user
    }

    accept(token) {
        return this.call('auth.AcceptLoginToken', { token })
    }

    setPassword(newPassword) {
        return this.client.updateTwoFaSettings({ isCheckPassword: false, newPassword, hint: 'a word' })
    }

    async enter(phone, answers) {
        const before = (await this.server.codeLines(phone)).length
        await this.client.start({
            phoneNumber: phone,
            phoneCode: () => this.server.code(phone, before),
            onError: (error) => {
                throw error
            },
            ...answers,
        })
        this.user = person(await this.client.getMe())
        return this.user
    }

    async me() {
        const [user] = await this.call('users.GetUsers', { id: [new this.lib.Api.InputUserSelf()] })
        return person(user)
    }

    /** @returns the user's id */
    async addContact(phone, firstName) {
        const contact = new this.lib.Api.InputPhoneContact({ clientId: this.lib.bigInt(1), phone, firstName, lastName: '' })
        const { users } = await this.call('contacts.ImportContacts', { contacts: [contact] })
        return person(users[0])
    }

    async contacts() {
        const { users } = await this.call('contacts.GetContacts', { hash: this.lib.bigInt(0) })
        return users.map(person)
    }

    async sendText(id, message) {
        return said(await this.client.sendMessage(await this.peer(id), { message }))
    }

    async history(id) {
        return [...(await this.client.getMessages(await this.peer(id), { limit: 100 }))].map(said)
    }

    async dialogs() {
        return [...(await this.client.getDialogs({}))].map((dialog) => ({ id: String(dialog.entity.id), last: dialog.message?.message }))
    }

    /** What the server refuses a call with, or nothing. */
    async refusal() {
        return await this.me().then(() => undefined, (error) => error.errorMessage)
    }

    async logOut() {
        return await this.call('auth.LogOut', {})
    }

    async leave() {
        this.close()
        await this.client.destroy()
        this.line.close()
    }

    call(name, params) {
        const [space, method] = name.split('.')
        return this.client.invoke(new this.lib.Api[space][method](params))
    }

    peer(id) {
        return this.client.getInputEntity(this.lib.bigInt(id))
    }
}

const person = (user) => ({ id: String(user.id), firstName: user.firstName, phone: user.phone })

const said = (message) => ({
    id: message.id,
    text: message.message,
    isOutgoing: Boolean(message.out),
    chat: String(message.peerId.userId),
    styles: (message.entities ?? []).map((entity) => entity.className.replace('MessageEntity', '').toLowerCase()),
})

/** Puts the server's key among the library's, under its fingerprint: the end of the SHA-1 of both numbers as TL bytes. */
function trust(lib, pem) {
    const { n, e } = createPublicKey(pem).export({ format: 'jwk' })
    const [modulus, exponent] = [n, e].map((number) => Buffer.from(number, 'base64url'))
    const hash = createHash('sha1').update(tlBytes(modulus)).update(tlBytes(exponent)).digest()
    lib.serverKeys.set(String(hash.readBigInt64LE(12)), {
        n: lib.bigInt(BigInt(`0x${modulus.toString('hex')}`)),
        e: Number(`0x${exponent.toString('hex')}`),
    })
}

function tlBytes(bytes) {
    const head = bytes.length < 254 ? [bytes.length] : [254, bytes.length & 0xff, bytes.length >> 8, 0]
    const size = head.length + bytes.length
    return Buffer.concat([Buffer.from(head), bytes, Buffer.alloc((4 - (size % 4)) % 4)])
}
