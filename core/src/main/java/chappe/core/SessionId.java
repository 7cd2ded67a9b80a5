package chappe.core;

/// The number a client draws for each of its sessions under one authorization key.
public record SessionId(long value) {}
