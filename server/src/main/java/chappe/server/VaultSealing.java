package chappe.server;

import chappe.domain.account.KeySealing;
import chappe.store.seal.Vault;

/// Joins the accounts' sealing to the store's vault.
record VaultSealing(Vault vault) implements KeySealing {

    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        return vault.seal(plain, context);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        return vault.open(sealed, context);
    }
}
