// `npm test`: starts the server and runs every client against it. Ends with one line of counts.

import assert from 'node:assert/strict'
import { Checks, within } from './checks.js'
import { conversation, mistakes } from './mtcute.js'
import { Server } from './server.js'

const ALL_MAX_MS = 5 * 60_000

const checks = new Checks()
let server

async function all() {
    const started = await checks.scenario('the server', [
        ['starts', async () => {
            server = await Server.start()
            console.log(`        first start, key made: ${server.startMs} ms`)
        }],
        ['is healthy', async () => assert.equal(await server.health(), 200)],
        ['keeps its private key to itself', async () => assert.equal(await server.mode('keys/server-rsa.pem'), '600')],
    ])
    if (!started) return
    await conversation(checks, server, 'mtcute', ['+447400000001', '+447400000002'], {})
    await conversation(checks, server, 'mtcute with temporary keys (PFS)', ['+447400000011', '+447400000012'], { usePfs: true })
    await conversation(checks, server, 'mtcute over obfuscated, padded intermediate', ['+447400000021', '+447400000022'], { obfuscated: true })
    await mistakes(checks, server, ['+447400000031', '+447400000032'])
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
    await within(ALL_MAX_MS, all(), 'the whole run')
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
