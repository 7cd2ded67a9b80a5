// A line between a client and the server that checks can cut: a TCP relay on a port of its own.

import { connect, createServer } from 'node:net'

export class Line {
    isCut = false
    open = new Set()

    static async to(port) {
        const line = new Line(port)
        await new Promise((done, failed) => {
            line.listener.once('error', failed)
            line.listener.listen(0, '127.0.0.1', done)
        })
        return line
    }

    constructor(serverPort) {
        this.listener = createServer((client) => {
            if (this.isCut) return client.destroy()
            this.join(client, connect(serverPort, '127.0.0.1'))
        })
    }

    get port() {
        return this.listener.address().port
    }

    cut() {
        this.isCut = true
        for (const socket of this.open) socket.destroy()
    }

    mend() {
        this.isCut = false
    }

    close() {
        this.listener.close()
        this.cut()
    }

    join(...ends) {
        for (const [i, end] of ends.entries()) {
            const other = ends[1 - i]
            this.open.add(end)
            end.setNoDelay(true)
            end.on('error', () => {}) // the close that follows says enough
            end.on('close', () => {
                this.open.delete(end)
                other.destroy()
            })
            end.pipe(other)
        }
    }
}
