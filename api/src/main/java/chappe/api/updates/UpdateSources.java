package chappe.api.updates;

import chappe.api.present.PresentPrivacy;
import chappe.api.present.PresentUsers;

/// Where updates read what they tell, since log rows hold names only (rule R9).
public record UpdateSources(PresentUsers people, PresentPrivacy privacy) {}
