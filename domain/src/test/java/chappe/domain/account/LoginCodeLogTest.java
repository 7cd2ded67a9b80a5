package chappe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.testkit.FakeClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoginCodeLogTest {
    @TempDir
    Path folder;

    @Test
    void aCodeIsALineThatOnlyTheOwnerReads() throws Exception {
        Path file = folder.resolve("login-codes.log");
        var clock = new FakeClock(AccountWorld.START);

        try (var log = new LoginCodeLog(file, clock)) {
            log.deliver(new Phone(9996610001L), "01234");
        }
        try (var log = new LoginCodeLog(file, clock)) {
            log.deliver(new Phone(4930901820L), "99999");
        }

        assertThat(Files.readAllLines(file))
                .containsExactly("2026-03-14T09:00:00Z +9996610001 01234", "2026-03-14T09:00:00Z +4930901820 99999");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws Exception {
        Path file = Files.createFile(folder.resolve("login-codes.log"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        new LoginCodeLog(file, new FakeClock(AccountWorld.START)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
