// `npm test`: starts the server and runs every client against it. Ends with one line of counts. Words on the command
// line choose clients by a part of their title.

import assert from 'node:assert/strict'
import { Checks, within } from './checks.js'
import { MTCUTE_221 } from './client.js'
import { gramjs, gramjs152 } from './gramjs.js'
import { conversation, mistakes } from './mtcute.js'
import { password, picture } from './security.js'
import { Server } from './server.js'
import { talk } from './talk.js'
import { PYTHON, hasTelethon, telethon } from './telethon.js'

const ALL_MAX_MS = 5 * 60_000

const checks = new Checks()
let server

/** Each client with a range of numbers of its own. */
const mtcute = (options) => (title, phone) => conversation(checks, server, title, [phone(1), phone(2)], options)
const talker = (kind) => (title, phone) => talk(checks, server, title, kind, [phone(1), phone(2), phone(3)])
const ofTelethon = (run) => async (title, phone) => {
    if (await hasTelethon()) return await run(title, phone)
    checks.skip(title, `${PYTHON} has no telethon: install Debian's python3-telethon`)
}

const CLIENTS = {
    'mtcute': mtcute({}),
    'mtcute with temporary keys (PFS)': mtcute({ usePfs: true }),
    'mtcute over obfuscated, padded intermediate': mtcute({ obfuscated: true }),
    'mtcute of layer 221': mtcute({ lib: MTCUTE_221, mayRepeat: true }),
    'GramJS, layer 198, over full': talker(gramjs()),
    'GramJS, layer 198, over obfuscated abridged': talker(gramjs({ transport: 'obfuscated' })),
    'GramJS, layer 198, over WebSocket': talker(gramjs({ transport: 'websocket' })),
    'GramJS of layer 152': talker(gramjs152()),
    'Telethon, layer 144': ofTelethon(talker(telethon())),
    'GramJS with a password': (title, phone) => password(checks, server, title, gramjs(), [phone(1)]),
    'Telethon with a password': ofTelethon((title, phone) => password(checks, server, title, telethon(), [phone(1)])),
    'GramJS logs in by a picture (QR)': (title, phone) => picture(checks, server, title, gramjs(), [phone(1)]),
    'mistakes': (_, phone) => mistakes(checks, server, [phone(1), phone(2), phone(3)]),
}

async function all(words) {
    const started = await checks.scenario('the server', [
        ['starts', async () => {
            server = await Server.start()
            console.log(`        first start, key made: ${server.startMs} ms`)
        }],
        ['is healthy', async () => assert.equal(await server.health(), 200)],
        ['keeps its private key to itself', async () => assert.equal(await server.mode('keys/server-rsa.pem'), '600')],
    ])
    if (!started) return
    for (const [i, [title, client]] of Object.entries(CLIENTS).entries()) {
        if (words.length > 0 && !words.some((word) => title.includes(word))) continue
        const from = performance.now()
        await client(title, (n) => `+447400000${String(10 * i + n).padStart(3, '0')}`)
        console.log(`  in ${Math.round((performance.now() - from) / 1000)} s`)
    }
    await checks.scenario('the server', [
        ['keeps the codes to itself', async () => assert.equal(await server.mode('login-codes.log'), '600')],
        ['stops in order', async () => {
            const code = await server.stop()
            assert.ok(code === 0 || code === 143, `ended with ${code}`)
        }],
        ['logged no bug', () => {
            const bugs = server.log.split('\n').filter((line) => /level=ERROR|Exception/.test(line))
            assert.deepEqual(bugs, [])
        }],
    ])
}

try {
    await within(ALL_MAX_MS, all(process.argv.slice(2)), 'the whole run')
} catch (failure) {
    checks.failed++
    console.log(failure)
}
if (server) {
    if (checks.failed > 0) console.log(`\nthe server said:\n${server.log}`)
    await server.remove()
}
console.log(`\n${checks.summary()}`)
process.exit(checks.failed > 0 ? 1 : 0)
