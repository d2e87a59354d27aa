"""Two hundred made-up reports without an error raise no alarm; the same reports with one planted error each raise one."""

import random
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.claim import Verdict

REPORTS = 200
Sentence = tuple[str, list[str]]  # the sentence, and the figures in it that cannot be changed without becoming false

NOISE = [
    "Thực hiện Kế hoạch số {a}-KH/HU ngày 0{b}/3/2023 của Ban Thường vụ Huyện ủy và Chỉ thị 05-CT/TW, các cấp ủy đã vào cuộc sớm.",
    "Phấn đấu đến hết nhiệm kỳ 2020 - 2025 có 9{b}% đảng viên trở lên tham gia học tập.",
    "Hội nghị diễn ra trong 2 ngày (27 - 28/{b}), bắt đầu lúc 7 giờ 30, tại Hội trường số {b}, đường 30/4.",
    "Có hơn {a}00 quần chúng được nghe phổ biến; 100% chi bộ xây dựng kế hoạch.",
    "Liên hệ: đồng chí Văn, điện thoại 0912 {a}5 678; báo cáo theo Nghị định 30/2020/NĐ-CP.",
    "Trước đó, hội nghị toàn quốc được nối đến 1.{a}0 đại biểu/7{b} điểm cầu.",
    "Toàn huyện có 1{b} xã, 2 thị trấn với trên {a}.500 đảng viên, trong đó {a}0 đồng chí là người dân tộc thiểu số.",
    "Tỷ lệ học tập các năm trước lần lượt là 9{b},12%, 9{b},55% và 98,2%.",
    "Các chi bộ sinh hoạt 12 cuộc/năm; nhóm Zalo hỗ trợ 24/7; dịch COVID-19 được kiểm soát.",
]
PEOPLE = ["đảng viên", "đồng chí", "cán bộ, đảng viên", "đoàn viên"]


def number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int, places: int = 2) -> str:
    exact = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{exact}".replace(".", ",") + "%"


def counts(chance: random.Random) -> tuple[int, int]:
    whole = chance.randint(45, 9000)
    return whole - chance.randint(1, whole // 8), whole


def slash(chance: random.Random) -> Sentence:
    part, whole = counts(chance)
    who = chance.choice(PEOPLE)
    tie = chance.choice(["chiếm", "đạt", "đạt tỷ lệ", "bằng"])
    share = percent(part, whole, chance.choice([1, 2]))
    said = f"Đã mở {chance.randint(3, 60)} lớp cho {number(part)}/{number(whole)} {who} học tập, {tie} {share}."
    return said, [number(part), number(whole), share]


def share_first(chance: random.Random) -> Sentence:
    part, whole = counts(chance)
    share = percent(part, whole)
    pair = f"{number(part)}/{number(whole)}"
    said = chance.choice(
        [f"Toàn huyện đạt {share} ({pair} đảng viên).", f"Có {share} đảng viên ({pair}) viết bài thu hoạch."]
    )
    return said, [number(part), number(whole), share]


def apart(chance: random.Random) -> Sentence:
    part, whole = counts(chance)
    share = percent(part, whole)
    said = chance.choice([
        f"Đảng bộ thị trấn: tổng số {number(whole)} đồng chí, tham gia {number(part)} đồng chí (đạt {share}).",
        f"Có {number(part)} trên tổng số {number(whole)} đồng chí dự học, đạt {share}.",
        f"Triệu tập {number(whole)} đồng chí, có mặt {number(part)} đồng chí, đạt {share}.",
        f"Có {number(part)} đảng viên tham gia, đạt {share} trên tổng số {number(whole)} đảng viên.",
    ])  # fmt: skip
    return said, [number(part), number(whole), share]


def firm_sum(chance: random.Random) -> Sentence:
    parts = [chance.randint(2, 12), chance.randint(13, 40), chance.randint(41, 90)]
    total = sum(parts)
    said = chance.choice([
        f"Tổ chức {total} lớp, gồm {parts[0]} lớp cấp huyện, {parts[1]} lớp cụm xã và {parts[2]} lớp ở chi bộ.",
        f"Bố trí {total} điểm cầu (cấp tỉnh {parts[0]}, cấp huyện {parts[1]}, cấp xã {parts[2]}).",
        f"Cử {total} báo cáo viên, chia ra: cấp tỉnh {parts[0]} đồng chí; cấp huyện {parts[1]} đồng chí; cơ sở {parts[2]} đồng chí.",
        f"Mở {parts[0]} lớp ở huyện, {parts[1]} lớp ở cụm xã và {parts[2]} lớp ở chi bộ, tổng cộng {total} lớp.",
    ])  # fmt: skip
    return said, [str(total), *map(str, parts)]


def graded(chance: random.Random) -> Sentence:
    parts = [chance.randint(100, 400), chance.randint(500, 900), chance.randint(20, 90), chance.randint(2, 9)]
    total = sum(parts)
    names = ["xuất sắc", "tốt", "trung bình", "không đạt"]
    shares = [percent(part, total) for part in parts]
    pieces = [f"{name} {part} bài, chiếm {share}" for name, part, share in zip(names, parts, shares, strict=True)]
    said = f"Tổng số bài thu hoạch là {number(total)} bài, trong đó: {'; '.join(pieces)}."
    return said, [*map(str, parts), *shares]


def rest(chance: random.Random) -> Sentence:
    part, whole = counts(chance)
    left = whole - part
    said = f"Đến nay {number(part)}/{number(whole)} đảng viên đã học; còn {number(left)} đảng viên chưa học do đi làm ăn xa."
    return said, [number(left)]


def growth(chance: random.Random) -> Sentence:
    before = chance.randint(40, 900)
    after = before + chance.randint(5, before)
    share = percent(after - before, before)
    said = chance.choice([
        f"Số cuộc tuyên truyền tăng từ {before} lên {number(after)} cuộc, tăng {share}.",
        f"Cả năm có {number(after)} cuộc tuyên truyền, tăng {after - before} cuộc ({share}) so với năm trước.",
    ])  # fmt: skip
    return said, [share]


def points(chance: random.Random) -> Sentence:
    before, rise = chance.randint(9000, 9600), chance.randint(11, 300)
    texts = [f"{value // 100},{value % 100:02d}" for value in (before, before + rise, rise)]
    said = f"Tỷ lệ dự học tăng từ {texts[0]}% lên {texts[1]}%, tăng {texts[2]} điểm phần trăm."
    return said, [texts[0], texts[1], texts[2]]


KINDS: list[Callable[[random.Random], Sentence]] = [slash, share_first, apart, firm_sum, graded, rest, growth, points]


def report(chance: random.Random) -> tuple[list[str], list[Sentence]]:
    """Return the noise and the claims of one report."""
    noise = [text.format(a=chance.randint(12, 98), b=chance.randint(1, 8)) for text in chance.sample(NOISE, 4)]
    return noise, [kind(chance) for kind in chance.sample(KINDS, 5)]


def told(noise: list[str], claims: list[str]) -> str:
    lines = [text for pair in zip(noise, claims[:4], strict=True) for text in pair]
    return "BÁO CÁO\nkết quả học tập\n\n" + "\n".join([" ".join(lines[:4]), " ".join([*lines[4:], *claims[4:]])])


def spoiled(chance: random.Random, sentence: Sentence) -> str:
    """Change one digit of one figure that the sentence's other figures determine, not the last decimal."""
    text, figures = sentence
    figure = chance.choice(figures)
    digits = re.sub(r"(,\d)\d(%?)$", r"\1", figure)
    places = [place for place, letter in enumerate(digits) if letter.isdigit()]
    place = chance.choice(places)
    others = [digit for digit in "123456789" if digit != figure[place]]
    wrong = figure[:place] + chance.choice(others) + figure[place + 1 :]
    return re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", wrong, text, count=1)


def alarms(text: str) -> list[str]:
    return [claim.explanation for claim in check_text(text) if claim.verdict is Verdict.INCONSISTENT]


def test_check_text_on_correct_reports_raises_no_alarm() -> None:
    chance = random.Random(20260207)

    found = {}
    for serial in range(REPORTS):
        noise, claims = report(chance)
        text = told(noise, [text for text, _figures in claims])
        found[serial] = alarms(text)

    assert [alarm for alarm in found.values() if alarm] == []


def test_check_text_on_reports_with_one_error_each_finds_nearly_all() -> None:
    chance = random.Random(7022026)

    missed = []
    for _serial in range(REPORTS):
        noise, claims = report(chance)
        place = chance.randrange(len(claims))
        texts = [text for text, _figures in claims]
        texts[place] = spoiled(chance, claims[place])
        if not alarms(told(noise, texts)):
            missed.append(texts[place])

    assert len(missed) <= REPORTS * 0.05, "\n".join(missed)


def test_check_text_on_correct_reports_reads_nearly_every_claim() -> None:
    chance = random.Random(1930)

    read = [len(check_text(text)) for kind in KINDS for _turn in range(25) for text, _figures in [kind(chance)]]

    assert sum(1 for number_read in read if number_read) >= 0.98 * len(read)
