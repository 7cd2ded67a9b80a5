package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MethodsPageTest {

    @Test
    void theDocsSayWhatTheServerAnswers() throws IOException {
        MethodsCommand.Written written = MethodsCommand.write();
        String page = written.page();

        assertThat(page).contains("* messages.sendMessage\n", "* payments.getStarsStatus\n", "* invokeWithLayer\n");
        assertThat(SourceTree.root().resolve("docs/methods.md"))
                .as("run ./chappe methods")
                .content()
                .isEqualTo(page);
        assertThat(SourceTree.root().resolve("README.md"))
                .as("run ./chappe methods")
                .content()
                .contains(written.counts());
    }
}
