// mtcute, pointed at our server: its public key, its address, storage in memory, and a line that checks can cut.

import * as newest from '@mtcute/node'
import * as newestParts from '@mtcute/node/utils.js'
import * as older from 'mtcute-221'
import * as olderParts from 'mtcute-221/utils.js'
import { Inbox } from './inbox.js'
import { Line } from './line.js'

export const NEWEST = { ...newest, ...newestParts }

/** The version that speaks layer 221. */
export const MTCUTE_221 = { ...older, ...olderParts }

/** One person with one client: what it was told is kept until a check takes it. */
export class Person extends Inbox {
    states = []

    /** @param options.lib which version of mtcute */
    static async connect(server, { lib = NEWEST, usePfs = false, obfuscated = false, storage = new lib.MemoryStorage(), catchUp = false } = {}) {
        const crypto = new lib.NodeCryptoProvider()
        await crypto.initialize?.()
        lib.addPublicKey(crypto, await server.publicKey())
        const line = await Line.to(server.port)
        const dc = { id: 2, ipAddress: '127.0.0.1', port: line.port }
        const client = new lib.TelegramClient({
            apiId: 1,
            apiHash: 'chappe',
            storage,
            crypto,
            transport: obfuscated ? obfuscatedTransport(lib) : new lib.TcpTransport(),
            defaultDcs: { main: dc, media: { ...dc, mediaOnly: true } },
            network: { usePfs },
            updates: { catchUp },
            logLevel: Number(process.env.MTCUTE_LOG ?? 0),
        })
        return new Person(server, client, line, storage)
    }

    constructor(server, client, line, storage) {
        super(() => this.user?.firstName ?? 'somebody')
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

    async leave() {
        this.close()
        await this.client.destroy()
        this.line.close()
    }
}

function obfuscatedTransport(lib) {
    const transport = new lib.TcpTransport()
    transport.packetCodec = () => new lib.ObfuscatedPacketCodec(new lib.PaddedIntermediatePacketCodec())
    return transport
}
