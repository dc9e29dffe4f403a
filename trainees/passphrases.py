"""First passphrases that a tired person can type on a phone.

Five words of 256, drawn by the operating system's generator: 40 bits, far beyond ten tries a day.
She changes it at her first sign-in, so it lives for hours.
"""

import secrets

WORDS = """
apple arrow autumn bake ball bamboo banana bank barn basket beach bean bell bench berry bird
blanket boat bone book boots border bottle bowl branch brave bread brick bridge bright broom brown
bucket button cabin cable calm camel camera candle canoe carpet carrot castle cattle cave chair
chalk cherry circle city clay clean clock cloud coat coconut coffee coin comb copper corn cotton
cousin cover crane cream cricket crown cup curtain dance dawn deep deer desert diamond dinner dish
dolphin donkey door dream dress drum duck dune eagle early earth echo eight elbow empty engine
evening fabric family farm feather fence field finger fire fish five flag flame flower flute
football forest fork fountain fresh friend frog fruit garden gate giant ginger giraffe glass goat
gold grain grape grass green guitar hammer hand happy harbour hat hill honey horn horse hotel
house island jacket jar jelly journey juice jungle kettle key kind king kitchen kite ladder lake
lamp large laugh leaf lemon letter light lion little lizard loaf long lunch magnet maize mango map
market meadow melon milk mirror moon morning mountain music nail narrow needle nest net night
north number oasis ocean olive onion orange orchard oven owl paint palm paper parrot path peach
peanut pebble pencil pepper piano picnic pillow pilot pine planet plate pocket pond potato pumpkin
purple quiet rabbit radio rain rainbow red rice river road rocket roof room root rope rose round
salt sand school seed seven shade sheep shell ship shoe silver song spoon spring star stone storm
sugar summer
""".split()


def first_passphrase() -> str:
    """Return five random words with blanks between them."""
    return " ".join(secrets.choice(WORDS) for _ in range(5))


def new_number() -> str:
    """Return a random trainee number: eight digits, the first not zero. It tells nothing."""
    return str(secrets.randbelow(90_000_000) + 10_000_000)
