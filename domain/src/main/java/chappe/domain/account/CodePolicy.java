package chappe.domain.account;

import java.time.Duration;

/// How login codes are made, and how often they may be asked for and guessed.
///
/// With 5 digits and 20 wrong tries for each phone, regained over a day, a guesser from any number of
/// addresses gets in with a chance of 1 in 2,500 on the first day and 1 in 5,000 on each later one.
///
/// Such a guesser also uses up what the owner needs for a *new* log-in (those that exist go on). Who gave a
/// right code before from the same network therefore has an allowance of its own beside what all share: the
/// owner at home gets in whatever strangers do, and a guesser in one of the owner's last 4 networks gains 5
/// tries a day. An owner who is away while somebody guesses waits as told; to let anybody in sooner would be to
/// let the guesser in.
///
/// @param length digits of a code
/// @param triesMax wrong tries that one code survives
/// @param lifetime from sending to expiry
/// @param resendAfter how long a client must wait before it may ask for the code again
/// @param resendsMax how often it may
/// @param budgets how often, for each phone and each address
/// @param allowance what an owner has beside them in the own networks
/// @param pace how often, for all together
public record CodePolicy(
        int length,
        int triesMax,
        Duration lifetime,
        Duration resendAfter,
        int resendsMax,
        Budgets budgets,
        Allowance allowance,
        Pace pace) {

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
                    new Budget(100, Duration.ofDays(1))),
            new Allowance(4, new Budget(3, Duration.ofHours(1)), new Budget(5, Duration.ofDays(1))),
            new Pace(new Budget(1_000, Duration.ofSeconds(1)), new Budget(30_000, Duration.ofMinutes(1))));

    public CodePolicy {
        if (length < 5 || length > 9) throw new IllegalArgumentException("a code has 5 to 9 digits, not " + length);
        if (triesMax < 1) throw new IllegalArgumentException("a code needs a try");
    }

    /// @param sendsPerPhone codes sent to one phone
    /// @param wrongPerPhone wrong codes given for one phone, whatever code they were meant for
    /// @param sendsPerAddress codes that one address asks for; carriers hide thousands of people behind one
    /// @param wrongPerAddress wrong codes that one address gives, whatever phone they were meant for
    public record Budgets(Budget sendsPerPhone, Budget wrongPerPhone, Budget sendsPerAddress, Budget wrongPerAddress) {}

    /// What each of the owner's networks may use when a phone's own budget is spent.
    ///
    /// @param networks how many are remembered for a phone: those of the last right codes
    public record Allowance(int networks, Budget sends, Budget wrong) {}

    /// How many codes the server sends. Who comes when it is spent gets a place in a queue.
    public record Pace(Budget perSecond, Budget perMinute) {}
}
