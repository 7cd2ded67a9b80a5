// A conversation that every kind of client holds: with its own kind, and with a newer one that speaks another layer.

import assert from 'node:assert/strict'
import { until } from './checks.js'
import { NEWEST, Person } from './client.js'

const { html } = NEWEST

/** @param kind gives clients by connect(server); those that `catchesUp` can come back with what they knew */
export async function talk(checks, server, title, kind, [alicePhone, bobPhone, carolPhone]) {
    let alice, bob, carol
    await checks.scenario(title, [
        ['alice and bob sign up', async () => {
            alice = await kind.connect(server)
            bob = await kind.connect(server)
            assert.equal((await alice.signUp(alicePhone, 'Alice')).firstName, 'Alice')
            assert.equal((await bob.signUp(bobPhone, 'Bob')).firstName, 'Bob')
        }],
        ['each is who they are', async () => {
            assert.deepEqual(await alice.me(), alice.user)
            assert.deepEqual(await bob.me(), bob.user)
            assert.equal(`+${bob.user.phone}`, bobPhone)
        }],
        ['alice finds bob by her address book', async () => {
            const found = await alice.addContact(bobPhone, 'Bobby')
            assert.equal(found.id, bob.user.id)
            assert.equal(found.firstName, 'Bobby', 'a contact bears the name that its owner gave it')
            assert.deepEqual((await alice.contacts()).map((user) => user.id), [bob.user.id])
        }],
        ['a text reaches bob', async () => {
            const sent = await alice.sendText(bob.user.id, 'hello bob')
            assert.deepEqual([sent.text, sent.isOutgoing], ['hello bob', true])
            const got = await bob.receives('message')
            assert.deepEqual([got.text, got.isOutgoing, got.chat], ['hello bob', false, alice.user.id])
        }],
        ['a text reaches alice', async () => {
            await bob.addContact(alicePhone, 'Al')
            await bob.sendText(alice.user.id, 'hello alice 😀')
            const got = await receivesText(alice, 'hello alice 😀')
            assert.equal(got.chat, bob.user.id)
        }],
        ['somebody with a newer client writes in bold', async () => {
            carol = await Person.connect(server)
            await carol.signUp(carolPhone, 'Carol')
            const { userId } = await carol.client.resolvePhoneNumber(alicePhone)
            await carol.client.sendText(userId, html`<b>bold</b> and <i>more</i>`)
            const got = await receivesText(alice, 'bold and more')
            assert.deepEqual(got.styles, ['bold', 'italic'])
        }],
        ['and is answered', async () => {
            await alice.sendText(String(carol.user.id), 'hello newer one')
            assert.equal((await carol.receives('message')).text, 'hello newer one')
        }],
        ['history is the same on both sides', async () => {
            const [hers, his] = [await alice.history(bob.user.id), await bob.history(alice.user.id)]
            assert.deepEqual(hers.map((message) => message.text), ['hello alice 😀', 'hello bob'])
            assert.deepEqual(his.map((message) => message.text), hers.map((message) => message.text))
            assert.deepEqual(his.map((message) => message.isOutgoing), [true, false])
            assert.deepEqual((await alice.history(String(carol.user.id)))[1].styles, ['bold', 'italic'])
        }],
        ['the dialog list shows both talks', async () => {
            const dialogs = await alice.dialogs()
            assert.deepEqual(dialogs, [
                { id: String(carol.user.id), last: 'hello newer one' },
                { id: bob.user.id, last: 'hello alice 😀' },
            ])
        }],
        ['a lost line comes back', async () => {
            bob.line.cut()
            await alice.sendText(bob.user.id, 'while the line was down')
            bob.line.mend()
            await until(() => bob.history(alice.user.id), ([last]) => last.text === 'while the line was down')
            await alice.sendText(bob.user.id, 'after it')
            await receivesText(bob, 'after it')
        }],
        ...(kind.catchesUp ? [['a client that was away catches up by difference', () => away(alice, bob)]] : []),
        ['log-out ends the login', async () => {
            await bob.logOut()
            assert.equal(await bob.refusal(), 'AUTH_KEY_UNREGISTERED')
        }],
        ['bob logs in again and finds his talk', async () => {
            await bob.leave()
            bob = await kind.connect(server)
            await bob.signIn(bobPhone)
            await bob.addContact(alicePhone, 'Al')
            assert.ok((await bob.history(alice.user.id)).some((message) => message.text === 'hello bob'))
        }],
    ])
    for (const person of [alice, bob, carol]) await person?.leave()
}

/** The next message with that text; clients that were told of others before pass them by. */
async function receivesText(person, text) {
    let got
    do got = await person.receives('message')
    while (got.text !== text)
    return got
}

async function away(alice, bob) {
    await bob.rest()
    await alice.sendText(bob.user.id, 'while you were out')
    await alice.sendText(bob.user.id, 'and still')
    await bob.wake()
    await bob.receivesTexts('while you were out', 'and still')
    bob.receivesNothingElse()
}
