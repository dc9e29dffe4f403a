"""What a stranger could measure of the anonymous check: a table of `make bench`."""

import random
import statistics
import time

ROUNDS = 41
#: A difference from the unknown number of the same turn within this share is the machine's noise.
NOISE = 0.05


def bench_misses(say) -> None:
    """Median CPU, queries, bytes and status of each kind of question, asked in turn, in any order."""
    from tests import make
    from tests.certificates import misses

    asked = misses.questions() | {"match": misses.match()}
    times: dict[str, list[float]] = {why: [] for why in asked}
    seen = {}
    for turn in range(ROUNDS):
        for why, question in random.sample(list(asked.items()), len(asked)):
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
    nobody = times["unknown number"]
    apart = {
        why: statistics.median(one - other for one, other in zip(spent, nobody, strict=True))
        for why, spent in times.items()
        if why != "match"
    }
    why = max(apart, key=lambda each: abs(apart[each]))
    share = abs(apart[why]) / statistics.median(nobody)
    verdict = "" if share < NOISE else "  OVER"
    say(f"farthest from an unknown number: {why}, {1000 * apart[why]:+.2f} ms, {share:.1%}")
    say(f"target < {NOISE:.0%}{verdict}")
