#include "certificates.hpp"

#include <doctest/doctest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace parvis::test {
namespace {

std::shared_ptr<EVP_PKEY> new_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  CHECK(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Pair make(const std::string& title, long begins_s, long ends_s) {
  static long serial = 1;
  Pair pair{{X509_new(), X509_free}, new_key()};
  X509* certificate = pair.certificate.get();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate), begins_s);
  X509_gmtime_adj(X509_getm_notAfter(certificate), ends_s);
  X509_set_pubkey(certificate, pair.key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(title.c_str()), -1, -1, 0);
  return pair;
}

}  // namespace

Authority::Authority() : own_(make("Authority of a test", -3600, 3600)) {
  X509* certificate = own_.certificate.get();
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  CHECK(X509_sign(certificate, own_.key.get(), EVP_sha256()) > 0);
  file_ = (std::filesystem::temp_directory_path() / "parvis-authority-XXXXXX").string();
  const int descriptor = mkstemp(file_.data());
  FILE* file = fdopen(descriptor, "w");
  CHECK(PEM_write_X509(file, certificate) == 1);
  std::fclose(file);
}

Authority::~Authority() { std::filesystem::remove(file_); }

Pair Authority::issue(const CertificateOptions& options) const {
  Pair pair = make("Server of a test", options.begins_s, options.ends_s);
  X509* certificate = pair.certificate.get();
  X509_set_issuer_name(certificate, X509_get_subject_name(own_.certificate.get()));
  add_extension(certificate, NID_subject_alt_name, options.name);
  CHECK(X509_sign(certificate, own_.key.get(), EVP_sha256()) > 0);
  return pair;
}

}  // namespace parvis::test
