// Our server as an outsider starts it: through the launcher, on a free port, with a data folder of its own.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const START_MAX_MS = 60_000

export class Server {
    static async start() {
        const data = await mkdtemp(join(tmpdir(), 'chappe-peers-'))
        const server = new Server(data, await freePort())
        await server.run()
        return server
    }

    constructor(data, port) {
        this.data = data
        this.port = port
        this.log = ''
    }

    /** Starts the process and waits for its line `ready`. */
    async run() {
        const started = performance.now()
        const child = spawn(join(ROOT, 'chappe'), ['serve', '--data', this.data, '--port', String(this.port)], {
            stdio: ['ignore', 'pipe', 'pipe'],
        })
        this.child = child
        this.ended = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)))
        child.stderr.on('data', (chunk) => (this.log += chunk))
        await new Promise((ready, failed) => {
            let said = ''
            const late = setTimeout(() => failed(new Error(`no \`ready\` within ${START_MAX_MS} ms\n${said}\n${this.log}`)), START_MAX_MS)
            child.stdout.on('data', (chunk) => {
                said += chunk
                if (/^ready$/m.test(said)) {
                    clearTimeout(late)
                    ready()
                }
            })
            this.ended.then((code) => {
                clearTimeout(late)
                failed(new Error(`the server ended (${code}) before it was ready\n${said}\n${this.log}`))
            })
        })
        this.startMs = Math.round(performance.now() - started)
    }

    /** @returns what the process ended with: 0 or 143 when it stopped in order */
    async stop(signal = 'SIGTERM') {
        this.child.kill(signal)
        return await this.ended
    }

    async remove() {
        if (this.child.exitCode === null && this.child.signalCode === null) await this.stop()
        await rm(this.data, { recursive: true, force: true })
    }

    publicKeyFile() {
        return join(this.data, 'keys/server-rsa.pub.pem')
    }

    publicKey() {
        return readFile(this.publicKeyFile(), 'utf8')
    }

    async mode(file) {
        return ((await stat(join(this.data, file))).mode & 0o777).toString(8)
    }

    async health() {
        const answer = await fetch(`http://127.0.0.1:${this.port}/healthz`)
        await answer.arrayBuffer()
        return answer.status
    }

    /** Lines of the code log for a phone, oldest first: `<ISO time> <phone> <code>`. */
    async codeLines(phone) {
        const lines = (await readFile(join(this.data, 'login-codes.log'), 'utf8').catch(() => '')).split('\n')
        return lines.filter((line) => line.includes(phone.replace('+', '')))
    }

    /** The code written after the first `before` lines for that phone. */
    async code(phone, before) {
        for (let tries = 0; tries < 100; tries++) {
            const lines = await this.codeLines(phone)
            if (lines.length > before) return lines.at(-1).trim().split(/\s+/).at(-1)
            await pause(50)
        }
        throw new Error(`no code for ${phone} in login-codes.log`)
    }
}

function freePort() {
    return new Promise((done, failed) => {
        const probe = createServer()
        probe.once('error', failed)
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address()
            probe.close(() => done(port))
        })
    })
}
