package chappe.mtproto.handshake;

/// The checks of a key exchange. Which of them failed is for tests and metrics: the client is never told.
public enum Check {
    /// One of the four requests of a key exchange, and well formed.
    REQUEST,
    /// An exchange that is under way: `nonce` and `server_nonce` are a pair that was given out, not yet used up or
    /// expired.
    EXCHANGE,
    /// The request that this exchange waits for.
    ORDER,
    /// `p` and `q` are the factors of our `pq`.
    FACTORS,
    /// The fingerprint is that of a key of ours.
    FINGERPRINT,
    /// `encrypted_data` was made for our key, in a padding that is allowed.
    RSA_PADDING,
    /// What it holds is one of the four forms of `p_q_inner_data`.
    INNER_FORM,
    /// `pq`, `p` and `q` inside are those outside.
    INNER_FACTORS,
    /// `nonce` inside is that outside.
    INNER_NONCE,
    /// `server_nonce` inside is that outside.
    INNER_SERVER_NONCE,
    /// The DC is one that we are.
    DC,
    /// A temporary key lives at least a second and at most a day.
    EXPIRES_IN,
    /// `encrypted_data` has whole blocks, and its SHA-1 is right for a padding of 0 to 15 bytes.
    DH_HASH,
    /// What it holds is `client_DH_inner_data` and nothing more.
    DH_FORM,
    /// `nonce` in it is the exchange's.
    DH_NONCE,
    /// `server_nonce` in it is the exchange's.
    DH_SERVER_NONCE,
    /// `retry_id` is 0 at first, and after a retry the hash of the key that was refused.
    RETRY_ID,
    /// `g_b` lies between 2^1984 and p - 2^1984.
    G_B
}
