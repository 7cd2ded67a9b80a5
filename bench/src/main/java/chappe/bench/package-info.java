/// The benchmarks: each prints its figures, the fsync time of the disk and its machine. None is a timed test.
@NullMarked
package chappe.bench;

import org.jspecify.annotations.NullMarked;
