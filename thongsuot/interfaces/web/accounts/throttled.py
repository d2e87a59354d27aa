"""Password and code, tried within limits. What is said and how long it takes is the same for accounts that do not exist."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.http import HttpRequest

from thongsuot.foundation.accounts.codes import CodeSpent, account_of_code
from thongsuot.foundation.accounts.factors import FactorWrong, prove_by_code
from thongsuot.foundation.accounts.models import Account, CodePurpose
from thongsuot.foundation.accounts.naming import plain_login
from thongsuot.foundation.accounts.queries import key_of_login
from thongsuot.foundation.accounts.throttling import (
    CODES,
    FACTORS,
    PASSWORDS,
    count_attempt,
    forget_attempts,
    refuse_too_many_attempts,
)
from thongsuot.interfaces.web.accounts.caller import counted_address, device_key


def account_by_password(request: HttpRequest, login: str, password: str, *, at: datetime) -> Account | None:
    """Return whose login and password these are; None when anything is wrong. Refuses too many tries."""
    plain = plain_login(login)
    device = device_key(request, key_of_login(plain))
    who = {"device": device} if device else {"account": plain}
    tried = who | {"address": counted_address(request)}
    refuse_too_many_attempts("password", PASSWORDS, tried, at=at)
    account = authenticate(request, username=plain, password=password)
    if not isinstance(account, Account):
        count_attempt("password", tried, at=at)
        return None
    forget_attempts("password", tried)
    return account


def prove_second_step(account: Account, code: str, *, at: datetime) -> str:
    """Return by what a code proves the second step. Refuses a wrong one, and too many tries."""
    tried = {"account": str(account.pk)}
    refuse_too_many_attempts("second step", FACTORS, tried, at=at)
    try:
        proved = prove_by_code(account, code, at=at)
    except FactorWrong:
        count_attempt("second step", tried, at=at)
        raise
    forget_attempts("second step", tried)
    return proved


def holder_of_code(request: HttpRequest, code: str, purpose: CodePurpose, *, at: datetime) -> Account:
    """Return whose one-time code this is. Refuses a wrong one, and too many tries from one address."""
    tried = {"address": counted_address(request)}
    refuse_too_many_attempts("one-time code", CODES, tried, at=at)
    try:
        return account_of_code(code, purpose, at=at)
    except CodeSpent:
        count_attempt("one-time code", tried, at=at)
        raise
