// Writes the golden bytes of wire's tests: the objects below as @mtcute/core writes them.
// Run in this folder after npm ci: node golden.mjs > ../wire/src/test/resources/golden.tsv
import {TlBinaryWriter} from './node_modules/@mtcute/tl-runtime/index.js'
import {__tlWriterMap as map} from './node_modules/@mtcute/core/tl/binary/writer.js'
import Long from './node_modules/long/index.js'

const bytes = hex => Uint8Array.from(Buffer.from(hex, 'hex'))
const int128 = bytes('000102030405060708090a0b0c0d0e0f')
const other128 = bytes('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff')
const int256 = bytes('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')
const user = {_: 'peerUser', userId: 1099511627775}
const objects = {
    ping: {_: 'mt_ping', pingId: Long.fromString('7fffffffffffffff', 16)},
    reqPqMulti: {_: 'mt_req_pq_multi', nonce: int128},
    resPq: {_: 'mt_resPQ', nonce: int128, serverNonce: other128, pq: bytes('17ed48941a08f981'),
        serverPublicKeyFingerprints: [Long.fromBits(0x03268d20, 0xd0df98d6 | 0, true), Long.fromInt(-2)]},
    innerData: {_: 'mt_p_q_inner_data_temp_dc', pq: bytes('17ed48941a08f981'), p: bytes('494c553b'), q: bytes('53911073'),
        nonce: int128, serverNonce: other128, newNonce: int256, dc: -10002, expiresIn: 86400},
    msgsAck: {_: 'mt_msgs_ack', msgIds: [Long.fromInt(4), Long.fromInt(8)]},
    rpcError: {_: 'mt_rpc_error', errorCode: 420, errorMessage: 'FLOOD_WAIT_17'},
    getConfig: {_: 'invokeWithLayer', layer: 227, query: {_: 'initConnection', apiId: 1, deviceModel: 'd', systemVersion: 's',
        appVersion: 'a', systemLangCode: 'en', langPack: '', langCode: 'en',
        params: {_: 'jsonObject', value: [{_: 'jsonObjectValue', key: 'tz_offset', value: {_: 'jsonNumber', value: 3600.5}}]},
        query: {_: 'help.getConfig'}}},
    sendMessage: {_: 'messages.sendMessage', noWebpage: true, silent: true, peer: {_: 'inputPeerUser', userId: 1099511627775,
        accessHash: Long.fromString('-81985529216486896')}, replyTo: {_: 'inputReplyToMessage', replyToMsgId: 7, quoteText: 'q'},
        message: 'Grüße, 世界 \u{1f600}', randomId: Long.fromInt(42),
        entities: [{_: 'messageEntityBold', offset: 0, length: 5}, {_: 'messageEntityTextUrl', offset: 7, length: 2, url: 'https://example.org'}]},
    sendNothing: {_: 'messages.sendMessage', peer: {_: 'inputPeerSelf'}, message: '', randomId: Long.ZERO},
    message: {_: 'message', out: true, id: 9, fromId: user, peerId: {_: 'peerChannel', channelId: 5}, date: 1700000000, message: 'm'.repeat(300),
        views: 3, forwards: 0, ttlPeriod: 60, reactions: {_: 'messageReactions', results: []}},
    user: {_: 'user', self: true, contact: true, bot: false, id: 1099511627775, accessHash: Long.fromInt(-1), firstName: 'Ann', phone: '9996610001',
        status: {_: 'userStatusOnline', expires: 1700000300}},
    userEmpty: {_: 'userEmpty', id: 3},
    bot: {_: 'user', bot: true, botInfoVersion: 4, id: 4, firstName: 'B'},
    sentCode: {_: 'auth.sentCode', type: {_: 'auth.sentCodeTypeApp', length: 5}, phoneCodeHash: 'hash', timeout: 120},
    nearestDc: {_: 'nearestDc', country: 'FR', thisDc: 2, nearestDc: 2},
    difference: {_: 'updates.difference', newMessages: [], newEncryptedMessages: [], otherUpdates: [
        {_: 'updateReadHistoryOutbox', peer: user, maxId: 9, pts: 10, ptsCount: 1}, {_: 'updatePtsChanged'}],
        chats: [{_: 'chatForbidden', id: 8, title: 'gone'}], users: [{_: 'userEmpty', id: 3}],
        state: {_: 'updates.state', pts: 10, qts: 0, date: 1700000000, seq: 0, unreadCount: 1}},
    saveFilePart: {_: 'upload.saveFilePart', fileId: Long.fromInt(1), filePart: 0, bytes: bytes('ab'.repeat(254))},
    geoPoint: {_: 'geoPoint', long: -0.1275, lat: 51.507222, accessHash: Long.fromInt(2), accuracyRadius: 10},
    notifySettings: {_: 'inputPeerNotifySettings', showPreviews: true, silent: false, muteUntil: 2147483647},
    exportedAuthorization: {_: 'auth.exportedAuthorization', id: Long.fromInt(1), bytes: bytes('')},
    dhConfig: {_: 'messages.dhConfig', g: 3, p: bytes('ff'.repeat(256)), version: 1, random: bytes('00'.repeat(253))},
}
for (const [name, object] of Object.entries(objects)) {
    console.log(`${name}\t${Buffer.from(TlBinaryWriter.serializeObject(map, object)).toString('hex')}`)
}
