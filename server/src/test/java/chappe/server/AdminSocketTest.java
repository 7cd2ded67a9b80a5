package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminSocketTest {
    @TempDir
    private Path folder;

    @Test
    void oneLineAsksAndAllLinesAnswer() {
        Path path = folder.resolve("admin.sock");
        try (AdminSocket _ = AdminSocket.open(path, asked -> "did: " + asked)) {
            assertThat(AdminSocket.ask(path, "backup /srv/kopie ä")).isEqualTo("did: backup /srv/kopie ä");
            assertThat(AdminSocket.ask(path, "again")).isEqualTo("did: again");
        }
        try (AdminSocket _ = AdminSocket.open(path, asked -> asked + "\nand\nmore")) {
            assertThat(AdminSocket.ask(path, "one")).isEqualTo("one\nand\nmore");
        }
    }

    @Test
    void whatCannotBeDoneIsAnsweredWithTheReason() {
        Path path = folder.resolve("admin.sock");
        try (AdminSocket _ = AdminSocket.open(path, _ -> {
            throw new StartFault("the folder exists");
        })) {
            assertThat(AdminSocket.ask(path, "backup x")).isEqualTo("failed: the folder exists");
        }
    }

    @Test
    void onlyItsOwnerMayAskAndItGoesWithTheServer() throws IOException {
        Path path = Files.createFile(folder.resolve("admin.sock")); // what a killed server leaves
        try (AdminSocket _ = AdminSocket.open(path, asked -> asked)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }

        assertThat(path).doesNotExist();
        assertThatThrownBy(() -> AdminSocket.ask(path, "x")).hasMessageStartingWith("cannot ask the running server");
    }
}
