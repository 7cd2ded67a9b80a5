package chappe.mtproto.transport;

import java.net.InetAddress;

/// A range of IP addresses as operators write it: `10.0.0.0/8`, `fd00::/8`, or one address. Immutable.
///
/// @param network as many bytes as an address of its family
/// @param bits how many of them, from the front, an address must share
public record AddressRange(byte[] network, int bits) {
    public AddressRange {
        if (bits < 0 || bits > network.length * 8)
            throw new IllegalArgumentException("a prefix of " + bits + " bits does not fit the address");
    }

    /// @throws IllegalArgumentException with the reason when the text is no range
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = literal(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) return new AddressRange(network, network.length * 8);
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}"))
            throw new IllegalArgumentException("must be IP addresses or ranges as 10.0.0.0/8");
        return new AddressRange(network, Integer.parseInt(bits));
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) return false;
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = 0xff00 >> Math.min(8, bits - bit);
            if (((bytes[bit / 8] ^ network[bit / 8]) & mask) != 0) return false;
        }
        return true;
    }

    private static byte[] literal(String address) {
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException name) {
            throw new IllegalArgumentException("must be IP addresses or ranges as 10.0.0.0/8", name);
        }
    }
}
