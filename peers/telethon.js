// Telethon of Debian's python3-telethon, each client a process of its own that telethon_peer.py drives.

import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Inbox } from './inbox.js'
import { Line } from './line.js'

export const PYTHON = '/usr/bin/python3' // Debian's own: another one does not see Debian's packages

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'telethon_peer.py')

/** @returns a kind of client for `talk` */
export const telethon = () => ({ catchesUp: true, connect: (server) => Telethon.connect(server) })

/** @returns whether Debian's Python has the library */
export function hasTelethon() {
    const child = spawn(PYTHON, ['-c', 'import telethon'], { stdio: 'ignore' })
    return new Promise((done) => {
        child.once('error', () => done(false))
        child.once('exit', (code) => done(code === 0))
    })
}

class Telethon extends Inbox {
    asked = new Map()
    count = 0

    static async connect(server) {
        const line = await Line.to(server.port)
        const person = new Telethon(server, line, spawn(PYTHON, [SCRIPT, server.publicKeyFile(), String(line.port)]))
        await person.ask('connect')
        return person
    }

    constructor(server, line, child) {
        super(() => this.user?.firstName ?? 'somebody')
        Object.assign(this, { server, line, child })
        this.errors = ''
        this.ended = new Promise((done) => child.once('exit', done))
        child.stderr.on('data', (chunk) => (this.errors += chunk))
        createInterface({ input: child.stdout }).on('line', (text) => this.heard(JSON.parse(text)))
        this.ended.then((code) => {
            for (const { failed } of this.asked.values()) failed(new Error(`Telethon ended with ${code}\n${this.errors}`))
        })
    }

    heard({ id, told, update, result, error, refused }) {
        if (told) return this.tell(told, update)
        const { done, failed } = this.asked.get(id)
        this.asked.delete(id)
        if (error === undefined) done(result)
        else failed(Object.assign(new Error(`${error}\n${this.errors}`), { refusal: refused }))
    }

    ask(what, ...words) {
        const id = ++this.count
        this.child.stdin.write(`${JSON.stringify({ id, do: what, with: words })}\n`)
        return new Promise((done, failed) => this.asked.set(id, { done, failed }))
    }

    async code(phone) {
        const before = (await this.server.codeLines(phone)).length
        await this.ask('send_code', phone)
        return await this.server.code(phone, before)
    }

    async signUp(phone, firstName) {
        return (this.user = await this.ask('sign_up', phone, await this.code(phone), firstName))
    }

    async signIn(phone, password) {
        return (this.user = await this.ask('sign_in', phone, await this.code(phone), password))
    }

    setPassword(password) {
        return this.ask('set_password', password)
    }

    me() {
        return this.ask('me')
    }

    addContact(phone, firstName) {
        return this.ask('add_contact', phone, firstName)
    }

    contacts() {
        return this.ask('contacts')
    }

    sendText(id, text) {
        return this.ask('send_text', id, text)
    }

    history(id) {
        return this.ask('history', id)
    }

    dialogs() {
        return this.ask('dialogs')
    }

    rest() {
        return this.ask('rest')
    }

    wake() {
        return this.ask('wake')
    }

    logOut() {
        return this.ask('log_out')
    }

    /** What the server refuses a call with, or nothing. */
    async refusal() {
        return await this.me().then(() => undefined, (error) => error.refusal)
    }

    async leave() {
        this.close()
        this.child.stdin.end()
        this.line.close()
        await this.ended
    }
}
