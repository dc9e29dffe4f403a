"""What a stranger could measure of the anonymous check: a table of `make bench`."""

import statistics
import time

ROUNDS = 41
#: A difference of medians within this share of the derivation is the machine's noise.
NOISE = 0.05


def bench_misses(say) -> None:
    """Median CPU, queries, bytes and status of each kind of question, asked in turn."""
    from tests import make
    from tests.certificates import misses

    asked = misses.questions() | {"match": misses.match()}
    times: dict[str, list[float]] = {why: [] for why in asked}
    seen = {}
    for turn in range(ROUNDS):
        for why, question in asked.items():
            with make.rolled_back():
                began = time.process_time()
                seen[why] = misses.look(*question, address=f"{turn} {why}")
                times[why].append(time.process_time() - began)
    say(f"{'anonymous check':<44} {'median CPU':>12} {'quartiles':>15} queries  bytes  status")
    for why, spent in times.items():
        low, median, high = (1000 * quartile for quartile in statistics.quantiles(spent, n=4))
        one = seen[why]
        say(
            f"{why:<44} {median:9.1f} ms {low:6.1f} to {high:5.1f}"
            f" {len(one.queries):7} {one.size:6} {one.status:7}"
        )
    medians = [statistics.median(spent) for why, spent in times.items() if why != "match"]
    spread = (max(medians) - min(medians)) / min(medians)
    verdict = "" if spread < NOISE else "  OVER"
    say(f"misses differ by {spread:.1%} of their median, target < {NOISE:.0%}{verdict}")
