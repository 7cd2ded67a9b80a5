// What a client was told, kept until a check takes it: each thing is taken once.

import { within } from './checks.js'

const UPDATE_MAX_MS = 10_000

export class Inbox {
    told = []
    waiting = []

    /** @param owner whose it is, for the message of a check that waited in vain */
    constructor(owner) {
        this.owner = owner
    }

    tell(kind, update) {
        const at = this.waiting.findIndex((wait) => wait.kind === kind)
        if (at < 0) this.told.push({ kind, update })
        else this.waiting.splice(at, 1)[0].done(update)
    }

    /** The next update of a kind. */
    async receives(kind) {
        const at = this.told.findIndex((entry) => entry.kind === kind)
        if (at >= 0) return this.told.splice(at, 1)[0].update
        return await within(
            UPDATE_MAX_MS,
            new Promise((done) => this.waiting.push({ kind, done })),
            `${this.owner()} waiting for a ${kind}`,
        )
    }

    async receivesTexts(...texts) {
        for (const text of texts) {
            const message = await this.receives('message')
            if (message.text === text) continue
            const later = this.told.filter((entry) => entry.kind === 'message').map((entry) => entry.update.text)
            throw new Error(`expected the text '${text}', got '${message.text}', then [${later.join(', ')}]`)
        }
    }

    /** Whatever was sent before has arrived when a message to oneself through the same server has. */
    receivesNothingElse(kind = 'message') {
        const rest = this.told.filter((entry) => entry.kind === kind)
        if (rest.length > 0) throw new Error(`also received: ${rest.map((entry) => entry.update.text ?? kind).join(', ')}`)
    }

    forget() {
        this.told = []
    }

    close() {
        this.waiting = []
    }
}
