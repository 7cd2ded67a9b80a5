// Two-step verification, and a login by a picture that a phone reads.

import assert from 'node:assert/strict'

/** @param kind gives clients by connect(server) */
export async function password(checks, server, title, kind, [phone]) {
    let dora
    const come = async (word) => {
        dora = await kind.connect(server)
        return await dora.signIn(phone, word)
    }
    await checks.scenario(title, [
        ['dora sets a password', async () => {
            dora = await kind.connect(server)
            await dora.signUp(phone, 'Dora')
            await dora.setPassword('open sesame')
            await dora.logOut()
            await dora.leave()
        }],
        ['a code alone, or with a wrong password, is not enough', async () => {
            const error = await come('close sesame').then(() => assert.fail('got in'), (failure) => failure)
            assert.equal(error.errorMessage ?? error.refusal, 'PASSWORD_HASH_INVALID')
            assert.equal(await dora.refusal(), 'AUTH_KEY_UNREGISTERED')
            await dora.leave()
        }],
        ['with the right one she gets in', async () => assert.equal((await come('open sesame')).firstName, 'Dora')],
    ])
    await dora?.leave()
}

export async function picture(checks, server, title, kind, [phone]) {
    let erin, other
    await checks.scenario(title, [
        ['erin signs up on her phone', async () => {
            erin = await kind.connect(server)
            await erin.signUp(phone, 'Erin')
        }],
        ['her phone reads the picture of another client, which is then hers', async () => {
            other = await kind.connect(server)
            const user = await other.signInByPicture((token) => erin.accept(token))
            assert.deepEqual(user, erin.user)
        }],
        ['both are logged in', async () => {
            assert.deepEqual(await other.me(), erin.user)
            assert.deepEqual(await erin.me(), erin.user)
        }],
    ])
    for (const person of [erin, other]) await person?.leave()
}
