// libcurl's setters and getters are variadic. Swift cannot call variadic C functions, and C does not check
// what is passed through the dots: an `int` where libcurl reads a `long` is undefined behaviour. So there is one
// wrapper of fixed arity per C type of the argument; choosing the wrapper is choosing the type.
// The parentheses around the names switch off libcurl's type-checking macros, which need constant options.
#ifndef SLUICE_CURL_SHIM_H
#define SLUICE_CURL_SHIM_H

#include <curl/curl.h>

#if LIBCURL_VERSION_NUM < 0x075500
#error "libcurl 7.85 or newer is needed (CURLOPT_PROTOCOLS_STR)"
#endif

typedef size_t (*sluice_curl_callback)(char *data, size_t size, size_t count, void *context);

static inline CURLcode sluice_set_long(CURL *handle, CURLoption option, long value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sluice_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return (curl_easy_setopt)(handle, option, value);
}

// Strings are copied by libcurl, except CURLOPT_POSTFIELDS, which is therefore not used.
static inline CURLcode sluice_set_string(CURL *handle, CURLoption option, const char *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sluice_set_pointer(CURL *handle, CURLoption option, void *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sluice_set_bytes(CURL *handle, CURLoption option, const void *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sluice_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode sluice_set_callback(CURL *handle, CURLoption option, sluice_curl_callback value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLMcode sluice_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return (curl_multi_setopt)(multi, option, value);
}

static inline CURLcode sluice_get_long(CURL *handle, CURLINFO info, long *value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode sluice_get_pointer(CURL *handle, CURLINFO info, char **value) {
  return (curl_easy_getinfo)(handle, info, value);
}

// An enumerator in libcurl 7, a macro of type long in later 8: only C takes both for one thing.
static inline CURLcode sluice_prefer_http2_over_tls(CURL *handle) {
  return (curl_easy_setopt)(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
}

// A compound macro, which Swift does not import.
static inline CURLcode sluice_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

// The enumerator is a macro on top, which Swift does not import.
static inline const char *sluice_version(void) { return curl_version_info(CURLVERSION_NOW)->version; }

// The result sits in a union; reading it here spares Swift from naming the union.
static inline CURLcode sluice_message_result(const CURLMsg *message) { return message->data.result; }

#endif
