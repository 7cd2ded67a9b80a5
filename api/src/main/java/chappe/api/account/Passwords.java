package chappe.api.account;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.wire.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import chappe.wire.SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000;
import chappe.wire.account.GetPassword;
import chappe.wire.account.Password;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The methods of the second factor ([SRP](https://core.telegram.org/api/srp)). Nobody can set one yet, and
/// the answer says so.
public final class Passwords {
    private static final int SALT1_BYTES = 8;
    private static final int SALT2_BYTES = 16;
    private static final int SECURE_SALT_BYTES = 8;
    private static final int SECURE_RANDOM_BYTES = 256;
    private static final int G = 3;

    /// The well-known 2048-bit safe prime of the key exchange; clients skip the costly test for it.
    private static final byte[] P = HexFormat.of().parseHex("""
            c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f\
            48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37\
            20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64\
            2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4\
            a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754\
            fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4\
            e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f\
            0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b""");

    private final SecureRandom random;

    public Passwords(SecureRandom random) {
        this.random = random;
    }

    public void register(Routes on) {
        on.user(GetPassword.class, Limit.READ, this::getPassword);
    }

    /// [account.getPassword](https://core.telegram.org/method/account.getPassword)
    ///
    /// `has_password` is false; `new_algo` is the only one that clients know.
    Password getPassword(Caller caller, GetPassword ask) {
        var algo = new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
                random(SALT1_BYTES), random(SALT2_BYTES), G, P.clone());
        var secureAlgo = new SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000(random(SECURE_SALT_BYTES));
        return new Password.Builder(algo, secureAlgo, random(SECURE_RANDOM_BYTES)).build();
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
