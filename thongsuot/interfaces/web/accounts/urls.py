"""Addresses of signing in and out."""

from django.urls import path

from thongsuot.interfaces.web.accounts.views import own, proving, signing_in, unit_accounts

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", signing_in.sign_in, name="sign_in"),
    path("dang-nhap/lien-ket/", signing_in.send_link, name="send_link"),
    path("dang-nhap/lien-ket/da-gui/", signing_in.link_asked, name="link_asked"),
    path("dang-nhap/lien-ket/<str:code>/", signing_in.enter_link, name="enter_link"),
    path("dang-nhap/phieu/", signing_in.slip_code, name="slip_code"),
    path("dang-nhap/lan-dau/<str:token>/", signing_in.first_password, name="first_password"),
    path("dang-nhap/buoc-hai/", signing_in.second_step, name="second_step"),
    path("dang-nhap/khoa/", signing_in.passkey_sign_in, name="passkey_sign_in"),
    path("dang-nhap/mau/<slug:role>/", signing_in.sign_in_as, name="sign_in_as"),
    path("dang-xuat/", signing_in.sign_out, name="sign_out"),
    path("tai-khoan/", own.profile, name="profile"),
    path("tai-khoan/xac-minh/", proving.prove, name="prove"),
    path("tai-khoan/bao-mat/", own.security, name="security"),
    path("tai-khoan/bao-mat/buoc-hai/", own.second_step_setup, name="second_step_setup"),
    path("tai-khoan/bao-mat/mat-khau/", own.new_password, name="new_password"),
    path("tai-khoan/bao-mat/ung-dung/", own.new_app, name="new_app"),
    path("tai-khoan/bao-mat/ung-dung/go/", own.drop_app, name="drop_app"),
    path("tai-khoan/bao-mat/khoa/", own.new_passkey, name="new_passkey"),
    path("tai-khoan/bao-mat/khoa/<int:key>/go/", own.drop_passkey, name="drop_passkey"),
    path("tai-khoan/bao-mat/ma-du-phong/", own.new_codes, name="new_codes"),
    path("tai-khoan/bao-mat/phien/ket-thuc/", own.leave_others, name="leave_others"),
    path("tai-khoan/bao-mat/phien/<str:token>/ket-thuc/", own.leave_session, name="leave_session"),
    path("tai-khoan/don-vi/<str:public_id>/", unit_accounts.unit_accounts, name="unit_accounts"),
    path("tai-khoan/don-vi/<str:public_id>/xem-truoc/", unit_accounts.check_invitation, name="check_invitation"),
    path("tai-khoan/don-vi/<str:public_id>/moi/", unit_accounts.invite, name="invite"),
    path("tai-khoan/nguoi/<str:public_id>/", unit_accounts.person_account, name="person_account"),
    path("tai-khoan/nguoi/<str:public_id>/cap-ma/", unit_accounts.new_way_in, name="new_way_in"),
    path("tai-khoan/nguoi/<str:public_id>/danh-tinh/", unit_accounts.identify, name="identify"),
    path("tai-khoan/nguoi/<str:public_id>/<slug:act>/", unit_accounts.help_person, name="help_person"),
]
