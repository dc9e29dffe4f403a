"""The code on a certificate, as a small black and white picture."""

import io

from qrcode import QRCode, constants
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

#: Any of the eight is valid and read alike; trying them all takes longer than everything else here.
_MASK = 2


def picture(link: str) -> bytes:
    """Return a PNG (two pixels a module, without the quiet zone) of ``HTTPS://HOST/V#TOKEN``.

    Three segments, for ``#`` is outside the alphabet that makes a code small: 133 to 139 bytes behind a
    host of up to 22 characters are version 9, 53 modules, level M. Two pixels, for with one, or three, a
    page drawn at 72 dpi could not be read; grey, for the renderer makes three colours of black and white.
    """
    before, _, after = link.partition("#")
    code = QRCode(
        error_correction=constants.ERROR_CORRECT_M, mask_pattern=_MASK, border=0, box_size=2
    )
    for text, mode in ((before, MODE_ALPHA_NUM), ("#", MODE_8BIT_BYTE), (after, MODE_ALPHA_NUM)):
        code.add_data(QRData(text.encode(), mode=mode), optimize=0)
    image = code.make_image().get_image().convert("L")
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
