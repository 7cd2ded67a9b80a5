/// What the topic packages share: input peers become ids here, and people become wire objects.
///
/// Neighbours: `chappe.domain.account` below, every topic package above. Holds no state.
@NullMarked
package chappe.api.present;

import org.jspecify.annotations.NullMarked;
