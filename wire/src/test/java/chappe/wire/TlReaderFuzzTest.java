package chappe.wire;

import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Whatever bytes come, the reader gives an object or a refusal, and what it gives is written as the same object.
class TlReaderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(byte[] bytes) {
        TlObject object;
        try {
            object = TlReader.readWhole(bytes, Layers.newest());
        } catch (TlFault refused) {
            return;
        }
        byte[] written = TlWriter.toBytes(object, Layers.newest());
        TlObject again = TlReader.readWhole(written, Layers.newest());
        if (!again.equals(object)) throw new AssertionError("read again as another object: " + object);
        if (!Arrays.equals(TlWriter.toBytes(again, Layers.newest()), written)) {
            throw new AssertionError("written again as other bytes: " + object);
        }
    }
}
