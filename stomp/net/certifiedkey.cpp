// SPDX-License-Identifier: GPL-3.0-or-later
// The one file that knows OpenSSL: Qt reads certificates and makes none.
#include "stomp/net/certifiedkey.h"

#include <QCryptographicHash>
#include <QSslSocket>

#include <memory>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <vector>

namespace Stomp {
namespace {

// A thread of Qt is waited for, but not joined: it still goes through OpenSSL's own words for the
// end of a thread while the program, at its end, would have OpenSSL put itself away. So it never
// does; the system takes back all of it. Before main(): only the first call decides.
[[maybe_unused]] const int neverPutAway = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);

template <typename Thing, void (*release)(Thing *)>
struct Releases {
    void operator()(Thing *thing) const { release(thing); }
};
struct ReleasesBio {
    void operator()(BIO *bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Releases<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Releases<X509, X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Releases<X509_EXTENSION, X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, ReleasesBio>;

constexpr qsizetype largestPem = 256 * 1024;
constexpr int serialBits = 127; // positive, and 20 bytes at most (RFC 5280, 4.1.2.2)
constexpr int validDays = 50 * 365;
constexpr long secondsOfDay = 24 * 3600;
constexpr int x509Version3 = 2;
constexpr unsigned rsaBits = 3072;

Bio readerOf(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

QByteArray contentOf(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

/// Never asks at the terminal.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

Key readKey(const QByteArray &pem)
{
    if (pem.size() > largestPem)
        return nullptr;
    return Key(PEM_read_bio_PrivateKey(readerOf(pem).get(), nullptr, noPassphrase, nullptr));
}

std::vector<Certificate> readChain(const QByteArray &pem)
{
    std::vector<Certificate> chain;
    if (pem.size() > largestPem)
        return chain;
    const Bio reader = readerOf(pem);
    while (Certificate next{PEM_read_bio_X509(reader.get(), nullptr, noPassphrase, nullptr)})
        chain.push_back(std::move(next));
    return chain;
}

Certificate fromDer(const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    return Certificate(d2i_X509(nullptr, &bytes, long(der.size())));
}

Key makeKey(KeyKind kind)
{
    return Key(kind == KeyKind::Rsa ? EVP_RSA_gen(rsaBits) : EVP_EC_gen("P-256"));
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    const bool isRsa = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
    const bool written =
        bio && (isRsa ? PEM_write_bio_PrivateKey_traditional(bio.get(), key, nullptr, nullptr, 0,
                                                             nullptr, nullptr)
                      : PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr,
                                                      nullptr)) == 1;
    return written ? contentOf(bio) : QByteArray();
}

QByteArray pemOf(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    return bio && PEM_write_bio_X509(bio.get(), certificate) == 1 ? contentOf(bio) : QByteArray();
}

bool setSerial(X509 *certificate)
{
    const std::unique_ptr<BIGNUM, Releases<BIGNUM, BN_free>> number(BN_new());
    return number && BN_rand(number.get(), serialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool addExtension(X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// `issuer` null: it signs itself.
Certificate certify(EVP_PKEY *key, const X509_NAME *subject, const QByteArray &alternatives,
                    X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate made(X509_new());
    if (!made)
        return nullptr;
    X509 *one = made.get();
    const X509_NAME *by = issuer ? X509_get_subject_name(issuer) : subject;
    // From yesterday on, for clocks that are slow. No key usage: it would forbid to sign the next.
    const bool filled = X509_set_version(one, x509Version3) == 1 && setSerial(one) &&
                        X509_gmtime_adj(X509_getm_notBefore(one), -secondsOfDay) &&
                        X509_time_adj_ex(X509_getm_notAfter(one), validDays, 0, nullptr) &&
                        X509_set_subject_name(one, subject) == 1 &&
                        X509_set_issuer_name(one, by) == 1 && X509_set_pubkey(one, key) == 1 &&
                        addExtension(one, NID_subject_alt_name, alternatives.constData()) &&
                        addExtension(one, NID_ext_key_usage, "serverAuth") &&
                        addExtension(one, NID_subject_key_identifier, "hash");
    if (!filled || X509_sign(one, issuer ? issuerKey : key, EVP_sha256()) == 0)
        return nullptr;
    return made;
}

bool signedBy(X509 *certificate, X509 *issuer)
{
    EVP_PKEY *key = X509_get0_pubkey(issuer); // the issuer's own
    return key && X509_verify(certificate, key) == 1;
}

QByteArray alternativesFor(const QByteArray &name)
{
    return "DNS:" + name + ",DNS:localhost";
}

} // namespace

KeyKind usualKeyKind()
{
    return QSslSocket::activeBackend() == QStringLiteral("schannel") ? KeyKind::Rsa : KeyKind::P256;
}

std::optional<KeyKind> keyKindOf(const CertifiedKey &certified)
{
    const Key key = readKey(certified.key);
    switch (key ? EVP_PKEY_get_base_id(key.get()) : EVP_PKEY_NONE) {
    case EVP_PKEY_EC:
        return KeyKind::P256;
    case EVP_PKEY_RSA:
        return KeyKind::Rsa;
    default:
        return std::nullopt;
    }
}

std::optional<CertifiedKey> makeCertifiedKey(const QByteArray &name, KeyKind kind)
{
    const Key key = makeKey(kind);
    const std::unique_ptr<X509_NAME, Releases<X509_NAME, X509_NAME_free>> subject(X509_NAME_new());
    const auto *text = reinterpret_cast<const unsigned char *>(name.constData());
    if (!key || !subject ||
        X509_NAME_add_entry_by_NID(subject.get(), NID_commonName, MBSTRING_UTF8, text,
                                   int(name.size()), -1, 0) != 1)
        return std::nullopt;
    const Certificate certificate =
        certify(key.get(), subject.get(), alternativesFor(name), nullptr, nullptr);
    if (!certificate)
        return std::nullopt;
    return CertifiedKey{pemOf(key.get()), pemOf(certificate.get())};
}

std::optional<CertifiedKey> renewCertifiedKey(const CertifiedKey &old, KeyKind kind)
{
    if (!isWhole(old))
        return std::nullopt;
    const Key oldKey = readKey(old.key);
    const std::vector<Certificate> chain = readChain(old.chain);
    const Key key = makeKey(kind);
    if (!key)
        return std::nullopt;
    const X509_NAME *subject = X509_get_subject_name(chain.front().get());
    constexpr int longestName = 256;
    char name[longestName] = {};
    if (X509_NAME_get_text_by_NID(subject, NID_commonName, name, longestName) <= 0)
        return std::nullopt;
    const Certificate certificate =
        certify(key.get(), subject, alternativesFor(name), chain.front().get(), oldKey.get());
    if (!certificate)
        return std::nullopt;
    CertifiedKey renewed{pemOf(key.get()), pemOf(certificate.get())};
    for (size_t i = 0; i < chain.size() && i < size_t(mostRenewals); ++i)
        renewed.chain += pemOf(chain[i].get());
    return renewed;
}

bool isWhole(const CertifiedKey &certified)
{
    const Key key = readKey(certified.key);
    const std::vector<Certificate> chain = readChain(certified.chain);
    if (!key || chain.empty() || X509_check_private_key(chain.front().get(), key.get()) != 1)
        return false;
    for (size_t i = 1; i < chain.size(); ++i) {
        if (!signedBy(chain[i - 1].get(), chain[i].get()))
            return false;
    }
    return true;
}

bool isSignedBy(const QByteArray &certificate, const QByteArray &issuer)
{
    const Certificate one = fromDer(certificate);
    const Certificate by = fromDer(issuer);
    return one && by && signedBy(one.get(), by.get());
}

bool followsFrom(const QByteArrayList &chain, const QByteArray &fingerprint)
{
    if (fingerprint.isEmpty() || chain.size() > mostRenewals + 1)
        return false;
    for (qsizetype i = 1; i < chain.size(); ++i) {
        if (!isSignedBy(chain[i - 1], chain[i]))
            return false;
        if (QCryptographicHash::hash(chain[i], QCryptographicHash::Sha256) == fingerprint)
            return true;
    }
    return false;
}

} // namespace Stomp
