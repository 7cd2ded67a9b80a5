package chappe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.tl.TlObject;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedClassesTest {

    /// The JVM does not compile longer methods (HugeMethodLimit).
    private static final int COMPILED_MAX = 8000;

    @Test
    void noMethodIsTooLongForTheJvmToCompile() throws IOException {
        int lookups = 0;
        for (Path file : GeneratedClasses.files()) {
            ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
            for (var method : model.methods()) {
                int length = method.code()
                        .map(code -> ((CodeAttribute) code).codeLength())
                        .orElse(0);
                assertThat(length).as("%s.%s", file, method.methodName()).isLessThan(COMPILED_MAX);
                if (length > 1000 && file.endsWith("Constructors.class")) lookups++;
            }
        }
        assertThat(lookups).isEqualTo(16);
    }

    @Test
    void everyIdLeadsToItsOwnRecord() throws ReflectiveOperationException {
        Map<Integer, Class<?>> byId = new HashMap<>();
        for (Class<? extends Record> type : GeneratedClasses.records()) {
            int id = type.getField("ID").getInt(null);
            assertThat(byId.put(id, type)).as(type.getName()).isNull();
            assertThat(TlObject.class).isAssignableFrom(type);
        }
    }

    @Test
    void secretsAreNotPrinted() {
        var objects = new RandomObjects(chappe.testkit.Seed.of(1));

        for (Class<? extends Record> type : GeneratedClasses.records()) {
            String name = type.getSimpleName();
            boolean secret =
                    name.startsWith("PQInnerData") || name.endsWith("DHInnerData") || name.equals("BindAuthKeyInner");
            if (secret) assertThat(objects.object(type)).hasToString(name);
        }
        assertThat(objects.object(chappe.wire.auth.SignIn.class)).hasToString("SignIn");
    }
}
