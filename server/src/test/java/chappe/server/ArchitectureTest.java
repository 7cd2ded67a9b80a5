package chappe.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import chappe.domain.account.KeySealing;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rooms' walls that Maven's modules do not draw. `wire` is generated and sees nothing but `core`, by its module.
class ArchitectureTest {
    private static final JavaClasses ROOMS = new ClassFileImporter()
            .importPaths(Stream.of("core", "store", "mtproto", "domain", "api", "server")
                    .map(room -> SourceTree.root().resolve(room).resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toArray(Path[]::new));

    @Test
    void theDomainKnowsNeitherTheWireNorSockets() {
        noClasses()
                .that()
                .resideInAPackage("chappe.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("chappe.wire..", "chappe.mtproto..", "chappe.api..", "io.netty..")
                .check(ROOMS);
    }

    @Test
    void handlersDoNotTouchTheStore() {
        noClasses()
                .that()
                .resideInAPackage("chappe.api..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("chappe.store..").and(not(resideInAPackage("chappe.store.record"))))
                .check(ROOMS);
    }

    @Test
    void nettyStaysInTheTransports() {
        noClasses()
                .that()
                .resideOutsideOfPackage("chappe.mtproto.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(ROOMS);
    }

    @Test
    void theCoreDependsOnTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("chappe.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("chappe.core..", "java..", "org.jspecify..")
                .check(ROOMS);
    }

    @Test
    void cryptoAndHandshakeDoNoIo() {
        noClasses()
                .that()
                .resideInAnyPackage("chappe.mtproto.crypto..", "chappe.mtproto.handshake..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..", "org.slf4j.."))
                .check(ROOMS);
    }

    @Test
    void whatDeliversCodesStaysInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("chappe.server.delivery..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "org.eclipse.angus..", "org.jsmpp..", "io.github.resilience4j..")
                .check(ROOMS);
    }

    /// Whoever seals values must seal them again when the key changes, or they are lost with the old one.
    @Test
    void whoeverSealsIsKnownToTheRotationOfKeys() {
        noClasses()
                .that()
                .doNotHaveSimpleName("AuthKeyRing")
                .and()
                .doNotHaveSimpleName("StoredPasswords") // resealed by PasswordSeals
                .and()
                .doNotHaveSimpleName("PasswordSeals")
                .should()
                .callMethod(KeySealing.class, "seal", byte[].class, byte[].class)
                .check(ROOMS);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("chappe.(**)").should().beFreeOfCycles().check(ROOMS);
    }
}
