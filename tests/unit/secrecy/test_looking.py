"""What is taken for a secret, and what is not."""

from __future__ import annotations

import time

import pytest

from designer.secrecy.looking import masked, secrets_in, shapes

RANDOM = "9f8a7b6c5d4e3f2a1b0c9d8e"
MIXED = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9b"
# Each is written in two parts, so that no scanner takes this file for a leak.
SHAPED = {
    "Stripe secret key": "sk_live_|51H8abCDefGhIjKlMnOpQr",
    "webhook signing secret": "whsec_|9f8a7b6c5d4e3f2a1b0c",
    "Slack token": "xoxb-|123456789012-1234567890123-abcdefGHIJKLmnop",
    "Slack webhook address": "https://hooks.slack.com/services/|T00AB1CD2/B00AB1CD2/abcdefghijklmnop12345678",
    "Discord webhook address": f"https://discord.com/api/webhooks/|123456789012345678/{MIXED}{MIXED}",
    "GitHub token": "ghp_|0a2b3c4d5e6f7g8h9i0jABCDEFGHIJ012345",
    "GitLab token": "glpat-|aB3dE5gH7jK9mN1pQ3sT",
    "Atlassian token": f"ATATT3|xFfGF0{MIXED}{MIXED}{MIXED}",
    "AWS access key": "AKIA|IOSFODNN7ABCDEFG",
    "Google API key": "AIza|SyA1234567890abcdefghijklmnopqrstuv",
    "Google OAuth secret": f"GOCSPX-|{MIXED}",
    "Azure secret": f"a1b8Q~|{MIXED}abcde6",
    "SendGrid key": "SG.|abcdefghijklmnopqrstuv.ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg",
    "Twilio key": "SK|0123456789abcdef0123456789abcdef",
    "Mailgun key": "key-|0123456789abcdef0123456789abcdef",
    "Mailchimp key": "0123456789abcdef0123456789abcdef|-us14",
    "Brevo key": "xkeysib-|0123456789abcdef0123456789abcdef01234567-abcdefGHIJ",
    "npm token": "npm_|abcdefghijklmnopqrstuvwxyzABCDEF0123",
    "PyPI token": "pypi-|AgEIcHlwaS5vcmcCJGFiY2RlZmdoLWlqa2wtbW5vcC1xcnN0LXV2d3h5ejAxMjM0NQ",
    "Anthropic key": "sk-|ant-api03-abcdEFGH1234ijklMNOP5678",
    "OpenAI key": "sk-|proj-abcdEFGH1234ijklMNOP5678qrst",
    "HubSpot token": "pat-|na1-0a1b2c3d-2222-3333-4444-555555555555",
    "Shopify token": "shpat_|0123456789abcdef0123456789abcdef",
    "Square token": "sq0atp-|aB3dE5gH7jK9mN1pQ3sT5v",
    "PayPal or Braintree token": "access_token$|production$0123456789abcdef$0123456789abcdef0123456789abcdef",
    "Adyen key": f"AQE|y{MIXED}{MIXED}{MIXED}",
    "Notion token": f"ntn_|{MIXED}{MIXED}",
    "Airtable token": "pat|aB3dE5gH7jK9mN.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "Linear, Asana or Figma token": f"lin_api_|{MIXED}{MIXED}",
    "DigitalOcean token": "dop_v1_|0123456789abcdef0123456789abcdef0123456789abcdef",
    "Databricks, Vault or Doppler token": "dapi|0123456789abcdef0123456789abcdef",
    "New Relic, Grafana or Sentry token": "NRAK-|ABCDEFGHIJKLMNOPQRSTUVWX012",
    "Postman, Lob or Klaviyo key": "PMAK-|0123456789abcdef01234567-0123456789abcdef0123456789abcdef01",
    "Resend, Typeform or Telegram token": "re_|aB3dE5gH_aB3dE5gH7jK9mN1pQ3sT",
    "JSON Web Token": "eyJ|hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "private key": "-----BEGIN RSA PRIVATE |KEY-----\nMIIEpAIBAAKCAQEA\nabc\n-----END RSA PRIVATE KEY-----",
    "Asana personal access token": "2/1201234567890/1209876543210|:0123456789abcdef0123456789abcdef",
    "PuTTY private key": "PuTTY-User-Key-File-|2: ssh-rsa",
    "Authorization header": "Authorization: Bearer |abcDEF123ghiJKL456mnoPQR",
    "password in an address": "https://bob:|Hunter2secret@api.shop.example/v1",
}
BESIDE_WORDS = (
    "| API key | {} |",
    "api_key: {}",
    "GET https://api.x.example/v1?api_key={}",
    "Use {} as the API key for Invoice Ninja",
    "Here is the access token:\n\n{}",
    "SECRET_KEY='{}'",
    "API-Key für Lexware: {}",
    "client secret = {}",
    "Shop: {} (API key)",
    "| Name | API key |\n|---|:---:|\n| Shop | - |\n| CRM | `{}` |\n",
)
PASSWORDS = (
    "password: |Summer2024!",
    "The Freshdesk password is |hunter2go",
    "login: bob / password: |tr0ub4dor&3",
    "Passwort: |Geheim!2024",
    "The password of CRM is |hunter2go, ask Anna.",
    "Benutzer api, Kennwort |Xk9!mmQ2",
)
NONE = (
    "sha256: 9bebd0d04cb08635b65835095099c15daa99446bd65c059ebf36637f0b4e6c8e",
    "key on customer id cus_9s6XKzkNRiz8i3 and price_1MoBy5LkdIwHu7ixZhnattbh",
    "API key: YOUR_API_KEY",
    "token: <token>",
    "api_key: xxxxxxxxxxxxxxxx",
    "Authorization: Bearer <access_token>",
    "Authorization: Bearer ${TOKEN}",
    "The environment variables are STRIPE_SECRET_KEY and SHOP_TOKEN",
    "idempotency key: 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "record 3f2504e0-4f89-11d3-9a0c-0305e82c3301 was lost",
    "operation listCustomersV2ByAccountId uses the access token",
    "password: see 1Password",
    "The password is in the vault",
    "Basic authentication with user name and password.",
    "secret: kept in AWS Secrets Manager",
    "token: data.access_token",
    "token_url: /oauth2/v1/token",
    "Auth: OAuth2, token from https://login.example.com/oauth2/v2.0/token",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4 key",
    "commit e83c5163316f89bfbde7d9ab23ca2e25604af290 changed the token handling",
    "Match key: external_id2",
    "API key | header `Api-Token`",
    "https://user:password@host/",
    "https://{user}:{pass}@api.example.com",
    "Basic plan customers get 20 percent",
    "passport number: A1234567",
    "Pass rate: 95%",
    "password reset mails: 200/day",
    "Sync key: sku-2024-001-abc",
    "OAuth 2.0, token lifetime: 3600s",
    "credentials: a.meyer@example.com",
    "password policy: 12+ characters",
    "API token: env ZENDESK_API_TOKEN2",
    "Signature: HMAC-SHA256 in X-Signature",
    "| field | token |\n|---|---|\n| customer | next_page_token |\n| order | in the vault |",
    "Airtable base appAbC123xyz45678 with a personal access token",
    "Notion database 668d797c76fa49349b05ad288df2d136, integration token",
    "Spreadsheet id: `1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms`, service account key in the vault",
    "The token is for https://docs.google.com/spreadsheets/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit",
    "Basic auth with user name and password OAuth2 or PBKDF2",
)


@pytest.mark.parametrize(("name", "written"), SHAPED.items(), ids=SHAPED)
def test_a_vendors_key_is_known_by_its_shape(name: str, written: str) -> None:
    """Wherever it stands in a sentence, it is found under its name, and nothing of its secret part is left when it is hidden."""
    secret = written.replace("|", "")
    text = f"Please connect both with {secret} from tomorrow on."
    assert [found.name for found in secrets_in(text)] == [name]
    assert written.partition("|")[2][-8:] not in masked(text).removesuffix(" from tomorrow on.").removesuffix("@api.shop.example/v1")


def test_every_shape_has_a_case() -> None:
    """A shape that joins the data file joins the cases."""
    assert {shape.name for shape in shapes()} == set(SHAPED)


@pytest.mark.parametrize("text", BESIDE_WORDS)
def test_what_looks_random_beside_such_words_is_a_secret(text: str) -> None:
    """No vendor is known, but the words around tell."""
    written = text.format(RANDOM)
    assert RANDOM not in masked(written)


@pytest.mark.parametrize("text", PASSWORDS)
def test_a_password_need_not_look_random(text: str) -> None:
    """Behind the word and a sign, what holds a digit or a mark among letters is one."""
    secret = text.partition("|")[2].split(",")[0]
    assert secret not in masked(text.replace("|", ""))


@pytest.mark.parametrize("text", NONE)
def test_what_is_none_is_left_alone(text: str) -> None:
    """Hashes, ids, placeholders, names of variables and plain sentences."""
    assert secrets_in(text) == ()


def test_a_text_without_secrets_stays_as_it_is() -> None:
    """Hiding changes nothing else, and finds its place after letters whose small form is longer."""
    assert masked("İstanbul: nothing to hide") == "İstanbul: nothing to hide"
    assert masked(f"İİİ password: {RANDOM} and more") == "İİİ password: *** and more"


def test_a_text_made_to_cost_time_costs_little() -> None:
    """No pattern goes back over what it has read again and again."""
    for piece in (
        "| token |\n" + "-" * 4_000 + "x",
        "password " * 3_000,
        "://a:" * 5_000,
        "-----BEGIN PRIVATE KEY-----" * 2_000,
        "eyJ" * 9_000,
    ):
        started = time.process_time()
        secrets_in(piece * 4)
        assert time.process_time() - started < 2, piece[:20]
