package chappe.domain.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail server that keeps what it was given, as the owners of the addresses would read it.
final class RecordingMailer implements Mailer {
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private volatile boolean isAvailable = true;
    private volatile boolean isBroken;

    @Override
    public boolean isAvailable() {
        return isAvailable;
    }

    @Override
    public void send(String address, String subject, String text) {
        if (isBroken || !isAvailable) throw new UncheckedIOException(new IOException("no line"));
        letters.add(new Letter(address, subject, text));
    }

    Letter last() {
        return letters.getLast();
    }

    /// The code in the last letter.
    String lastCode() {
        Matcher code = CODE.matcher(last().text());
        if (!code.find()) throw new AssertionError("no code in " + last());
        return code.group();
    }

    /// A code that is not the last one.
    String wrongCode() {
        return String.format("%06d", (Integer.parseInt(lastCode()) + 1) % 1_000_000);
    }

    int count() {
        return letters.size();
    }

    void withdraw() {
        isAvailable = false;
    }

    void breakDown() {
        isBroken = true;
    }

    /// One letter as it was sent.
    record Letter(String address, String subject, String text) {}
}
