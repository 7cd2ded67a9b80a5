// mtcute, pointed at our server: its public key, its address, storage in memory, and a line that tests can cut.

import { MemoryStorage, ObfuscatedPacketCodec, PaddedIntermediatePacketCodec, TcpTransport, TelegramClient } from '@mtcute/node'
import { NodeCryptoProvider, addPublicKey } from '@mtcute/node/utils.js'
import { within } from './checks.js'

const UPDATE_MAX_MS = 10_000

/** A TCP transport whose connections can be cut, and kept cut. */
class Line extends TcpTransport {
    isCut = false
    open = new Set()

    constructor(isObfuscated) {
        super()
        this.isObfuscated = isObfuscated
    }

    async connect(dc) {
        if (this.isCut) throw new Error('the line is cut')
        const connection = await super.connect(dc)
        this.open.add(connection)
        return connection
    }

    packetCodec(dc) {
        return this.isObfuscated ? new ObfuscatedPacketCodec(new PaddedIntermediatePacketCodec()) : super.packetCodec(dc)
    }

    cut() {
        this.isCut = true
        for (const connection of this.open) connection.close()
        this.open.clear()
    }

    mend() {
        this.isCut = false
    }
}

/** One person with one client: what it was told is kept until a check takes it. */
export class Person {
    told = []
    waiting = []
    states = []

    static async connect(server, { usePfs = false, obfuscated = false, storage = new MemoryStorage(), catchUp = false } = {}) {
        const crypto = new NodeCryptoProvider()
        await crypto.initialize?.()
        addPublicKey(crypto, await server.publicKey())
        const line = new Line(obfuscated)
        const dc = { id: 2, ipAddress: '127.0.0.1', port: server.port }
        const client = new TelegramClient({
            apiId: 1,
            apiHash: 'chappe',
            storage,
            crypto,
            transport: line,
            defaultDcs: { main: dc, media: { ...dc, mediaOnly: true } },
            network: { usePfs },
            updates: { catchUp },
            logLevel: Number(process.env.MTCUTE_LOG ?? 0),
        })
        return new Person(server, client, line, storage)
    }

    constructor(server, client, line, storage) {
        this.server = server
        this.client = client
        this.line = line
        this.storage = storage
        this.errors = []
        client.onError.add((error) => this.errors.push(error))
        client.onNewMessage.add((message) => this.tell('message', message))
        client.onHistoryRead.add((update) => this.tell('read', update))
        client.onUserTyping.add((update) => this.tell('typing', update))
        client.onDeleteMessage.add((update) => this.tell('delete', update))
        client.onConnectionState.add((state) => this.states.push(state))
    }

    call(method, params = {}) {
        return this.client.call({ _: method, ...params })
    }

    async signUp(phone, firstName, lastName = '') {
        const auth = await this.enterCode(phone)
        if (auth._ !== 'auth.authorizationSignUpRequired') throw new Error(`expected a sign-up, got ${auth._}`)
        const done = await this.call('auth.signUp', {
            phoneNumber: phone,
            phoneCodeHash: this.phoneCodeHash,
            firstName,
            lastName,
        })
        return await this.enter(phone, done)
    }

    async signIn(phone) {
        const auth = await this.enterCode(phone)
        if (auth._ !== 'auth.authorization') throw new Error(`expected a log-in, got ${auth._}`)
        return await this.enter(phone, auth)
    }

    async sendCode(phone) {
        const before = (await this.server.codeLines(phone)).length
        const sent = await this.client.sendCode({ phone })
        this.phoneCodeHash = sent.phoneCodeHash
        return await this.server.code(phone, before)
    }

    async enterCode(phone) {
        const phoneCode = await this.sendCode(phone)
        return await this.call('auth.signIn', { phoneNumber: phone, phoneCodeHash: this.phoneCodeHash, phoneCode })
    }

    async enter(phone, authorization) {
        this.phone = phone
        this.user = await this.client.notifyLoggedIn(authorization)
        await this.client.startUpdatesLoop()
        return this.user
    }

    tell(kind, update) {
        const at = this.waiting.findIndex((wait) => wait.kind === kind)
        if (at < 0) this.told.push({ kind, update })
        else this.waiting.splice(at, 1)[0].done(update)
    }

    /** The next update of a kind: each is taken once. */
    async receives(kind) {
        const at = this.told.findIndex((entry) => entry.kind === kind)
        if (at >= 0) return this.told.splice(at, 1)[0].update
        return await within(
            UPDATE_MAX_MS,
            new Promise((done) => this.waiting.push({ kind, done })),
            `${this.user?.firstName ?? 'somebody'} waiting for a ${kind}`,
        )
    }

    async receivesTexts(...texts) {
        for (const text of texts) {
            const message = await this.receives('message')
            if (message.text !== text) throw new Error(`expected the text '${text}', got '${message.text}'`)
        }
    }

    /** Whatever was sent before has arrived when a message to oneself through the same server has. */
    receivesNothingElse(kind = 'message') {
        const rest = this.told.filter((entry) => entry.kind === kind)
        if (rest.length > 0) throw new Error(`also received: ${rest.map((entry) => entry.update.text ?? kind).join(', ')}`)
    }

    async leave() {
        this.waiting = []
        await this.client.destroy()
    }
}
