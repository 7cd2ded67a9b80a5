package chappe.domain.account;

import java.time.Duration;

/// How login codes are made, and how often they may be asked for and guessed.
///
/// With 5 digits and 20 wrong tries for each phone, regained over a day, a guesser from any number of
/// addresses gets in with a chance of 1 in 2,500 on the first day and 1 in 5,000 on each later one. The price
/// is that such a guesser can keep the owner from *new* log-ins; those that exist go on.
///
/// @param length digits of a code
/// @param triesMax wrong tries that one code survives
/// @param lifetime from sending to expiry
/// @param resendAfter how long a client must wait before it may ask for the code again
/// @param resendsMax how often it may
/// @param budgets how often, for each phone and each address
public record CodePolicy(
        int length, int triesMax, Duration lifetime, Duration resendAfter, int resendsMax, Budgets budgets) {

    public static final CodePolicy DEFAULT = new CodePolicy(
            5,
            5,
            Duration.ofMinutes(5),
            Duration.ofSeconds(60),
            3,
            new Budgets(
                    new Budget(10, Duration.ofHours(1)),
                    new Budget(20, Duration.ofDays(1)),
                    new Budget(100, Duration.ofHours(1)),
                    new Budget(100, Duration.ofDays(1))));

    public CodePolicy {
        if (length < 5 || length > 9) throw new IllegalArgumentException("a code has 5 to 9 digits, not " + length);
        if (triesMax < 1) throw new IllegalArgumentException("a code needs a try");
    }

    /// @param sendsPerPhone codes sent to one phone
    /// @param wrongPerPhone wrong codes given for one phone, whatever code they were meant for
    /// @param sendsPerAddress codes that one address asks for; carriers hide thousands of people behind one
    /// @param wrongPerAddress wrong codes that one address gives, whatever phone they were meant for
    public record Budgets(Budget sendsPerPhone, Budget wrongPerPhone, Budget sendsPerAddress, Budget wrongPerAddress) {}
}
