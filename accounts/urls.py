from django.urls import path

from accounts.views import own_account, signing_in

app_name = "accounts"

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("link/<str:token>/", signing_in.by_link, name="by-link"),
    path("second-factor/", signing_in.second_factor, name="second-factor"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("password/", own_account.password_change, name="password-change"),
    path("notices/", own_account.account_notices, name="account-notices"),
    path("me/", own_account.account, name="account"),
    path("me/kept/drop/", own_account.kept_drop, name="kept-drop"),
    path("me/phone/", own_account.new_phone, name="new-phone"),
]
