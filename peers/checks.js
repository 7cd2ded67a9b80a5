// Runs checks one after the other, prints each, and counts. A check may not take longer than its limit; after a failed
// check the rest of its scenario is skipped, because it would fail for the same reason.

import { setTimeout as pause } from 'node:timers/promises'

const LIMIT_MS = 30_000

export class Checks {
    passed = 0
    failed = 0
    skipped = 0

    /** @param steps an array of [name, function]; the functions run in order */
    async scenario(title, steps) {
        console.log(`\n${title}`)
        let broken = false
        for (const [name, step] of steps) {
            if (broken) {
                this.skipped++
                console.log(`  skip  ${name}`)
                continue
            }
            const started = performance.now()
            try {
                await within(LIMIT_MS, step())
                this.passed++
                console.log(`  ok    ${name} (${Math.round(performance.now() - started)} ms)`)
            } catch (failure) {
                this.failed++
                broken = true
                console.log(`  FAIL  ${name}\n${indent(failure?.stack ?? String(failure))}`)
            }
        }
        return !broken
    }

    /** A client that cannot run here. */
    skip(title, reason) {
        this.skipped++
        console.log(`\n${title}\n  skip  ${reason}`)
    }

    summary() {
        return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`
    }
}

export function within(ms, promise, what = 'the check') {
    let timer
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms)
    })
    return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Asks again until the answer satisfies; a check's own limit ends it. For what reaches others soon, not at once. */
export async function until(ask, satisfies) {
    for (let answer = await ask(); ; answer = await ask()) {
        if (satisfies(answer)) return answer
        await pause(50)
    }
}

function indent(text) {
    return text.split('\n').map((line) => `        ${line}`).join('\n')
}
