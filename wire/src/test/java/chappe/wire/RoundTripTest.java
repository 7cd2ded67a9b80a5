package chappe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import chappe.core.tl.TlFault;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.testkit.Seed;
import chappe.wire.mtproto.RpcResult;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int EACH = 5;

    private final RandomGenerator random = Seed.random("RoundTripTest");
    private final RandomObjects objects = new RandomObjects(random);

    @Test
    void everyObjectComesBackFromItsBytes() {
        List<Class<? extends Record>> records = GeneratedClasses.records();

        assertThat(records).hasSizeGreaterThan(2400);
        for (Class<? extends Record> type : records) {
            for (int i = 0; i < EACH; i++) {
                TlObject object = (TlObject) objects.object(type);

                byte[] bytes = TlWriter.toBytes(object, Layers.newest());
                TlObject back = TlReader.readWhole(bytes, Layers.newest());

                assertThat(back).isEqualTo(object).hasSameHashCodeAs(object);
                assertThat(TlWriter.toBytes(back, Layers.newest())).isEqualTo(bytes);
            }
        }
    }

    @Test
    void everyResultComesBackFromItsBytes() {
        int methods = 0;
        for (Class<? extends Record> type : GeneratedClasses.records()) {
            if (!TlMethod.class.isAssignableFrom(type)) continue;
            TlMethod<?> method = (TlMethod<?>) objects.object(type);
            Type result = resultOf(type);
            Object value = result == Object.class ? objects.value(chappe.wire.Config.class) : objects.value(result);
            var out = new TlWriter(Layers.newest());

            method.writeAnyResult(out, value);
            var in = new TlReader(out.toBytes(), Layers.newest());

            assertThat(method.readAnyResult(in)).as(method.methodName()).isEqualTo(value);
            in.expectEnd();
            methods++;
        }
        assertThat(methods).isGreaterThan(700);
    }

    @Test
    void bytesThatEndEarlyAreRefusedWhereverTheyEnd() {
        for (Class<? extends Record> type : GeneratedClasses.records()) {
            // It ends where its message ends, so it has no early end.
            if (type == RpcResult.class) continue;
            byte[] bytes = TlWriter.toBytes((TlObject) objects.object(type), Layers.newest());
            for (int end = 0; end < bytes.length; end++) {
                if (!isRefused(Arrays.copyOf(bytes, end))) fail("%s cut at %d is read", type.getName(), end);
            }
        }
    }

    @Test
    void damagedBytesGiveAnObjectOrARefusal() {
        int read = 0;
        for (Class<? extends Record> type : GeneratedClasses.records()) {
            byte[] bytes = TlWriter.toBytes((TlObject) objects.object(type), Layers.newest());
            for (int i = 0; i < 20; i++) {
                byte[] damaged = bytes.clone();
                damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
                try {
                    TlReader.readWhole(damaged, Layers.newest());
                    read++;
                } catch (TlFault refused) {
                    assertThat(refused).hasMessageMatching(".+");
                }
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void anUnknownConstructorIsRefused() {
        for (int upper = 0; upper < 16; upper++) {
            int id = upper << 28;
            assertThatThrownBy(() -> Layers.newest().read(id, new TlReader(new byte[0], Layers.newest())))
                    .as("%08x", id)
                    .isInstanceOf(TlFault.class);
        }
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            TlReader.readWhole(bytes, Layers.newest());
            return false;
        } catch (TlFault refused) {
            return true;
        }
    }

    private static Type resultOf(Class<?> method) {
        for (Type each : method.getGenericInterfaces()) {
            if (each instanceof ParameterizedType generic && generic.getRawType() == TlMethod.class) {
                return generic.getActualTypeArguments()[0];
            }
        }
        throw new IllegalStateException("no method: " + method);
    }
}
