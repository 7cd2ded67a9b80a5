package chappe.domain.account;

/// A phone number in E.164 form without its plus sign; only [PhoneNumbers] makes one out of what people write.
public record Phone(long digits) {
    private static final long E164_MAX = 999_999_999_999_999L;

    public Phone {
        if (digits <= 0 || digits > E164_MAX) throw new IllegalArgumentException("no phone number");
    }

    /// The digits, as `user.phone` carries them.
    public String text() {
        return Long.toString(digits);
    }
}
