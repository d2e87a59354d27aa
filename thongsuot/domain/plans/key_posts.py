"""Which posts make a key cadre (cán bộ chủ chốt): the posts a base organisation is led and taught by.

Source: the bloc's plan summons secretaries, deputy secretaries and rapporteurs of the base organisations. A rule that changes by
decree: it stands alone here so that it can become dated data.
"""

from thongsuot.foundation.organisations.models.appointments import Post

KEY_POSTS = (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.RAPPORTEUR)
