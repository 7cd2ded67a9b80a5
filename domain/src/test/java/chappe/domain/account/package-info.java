/// Tests of the accounts, over the embedded store on a temporary folder.
@NullMarked
package chappe.domain.account;

import org.jspecify.annotations.NullMarked;
