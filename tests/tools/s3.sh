#!/usr/bin/env bash
# An S3 server for tests: OpenStack Swift with its S3 interface, from Debian (swift-proxy swift-account swift-container swift-object memcached).
#   s3.sh FOLDER PROXY ACCOUNT CONTAINER OBJECT MEMCACHED     (five free ports; key test:tester, secret testing)
# It says "ready", and ends with its standard input, also when the test is killed.
set -euo pipefail
at=$1 proxy=$2 cache=$6
declare -A port=([account]=$3 [container]=$4 [object]=$5)
mkdir -p "$at/disks/one"
cd "$at"
printf '[swift-hash]\nswift_hash_path_suffix = tests\n\n[storage-policy:0]\nname = one\ndefault = yes\n' > swift.conf
common() { printf '[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = %s\nworkers = 0\nuser = %s\nswift_dir = %s\n' "$1" "$(id -un)" "$at"; }
for kind in account container object; do
  {
    common "${port[$kind]}"
    printf 'devices = %s/disks\nmount_check = false\nfallocate_reserve = 0\n' "$at"
    printf '[pipeline:main]\npipeline = healthcheck %s-server\n[app:%s-server]\nuse = egg:swift#%s\n' "$kind" "$kind" "$kind"
    printf '[filter:healthcheck]\nuse = egg:swift#healthcheck\n'
  } > "$kind.conf"
  # One disk, one copy: the ring tool warns that this is not balanced.
  {
    swift-ring-builder "$kind.builder" create 4 1 0
    swift-ring-builder "$kind.builder" add "r1z1-127.0.0.1:${port[$kind]}/one" 1
    swift-ring-builder "$kind.builder" rebalance || [ $? = 1 ]
  } > "$kind.ring.log"
done
{
  common "$proxy"
  # Swift looks for these by their usual names.
  printf '[pipeline:main]\npipeline = catch_errors healthcheck cache s3api tempauth slo proxy-server\n'
  printf '[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n'
  # There is no other copy to turn to: a busy machine's slow answer must not make the proxy give a server up for a minute.
  printf 'conn_timeout = 30\nnode_timeout = 60\nerror_suppression_limit = 1000000\n'
  for filter in catch_errors healthcheck slo; do printf '[filter:%s]\nuse = egg:swift#%s\n' "$filter" "$filter"; done
  printf '[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:%s\n' "$cache"
  printf '[filter:s3api]\nuse = egg:swift#s3api\nlocation = us-east-1\n'
  printf '[filter:tempauth]\nuse = egg:swift#tempauth\nuser_test_tester = testing .admin\n'
} > proxy.conf
export SWIFT_DIR="$at"
run() { "$@" < /dev/null > "$at/$(basename "$1").log" 2>&1 & }
run memcached -l 127.0.0.1 -p "$cache" -U 0 -u "$(id -un)"
for kind in account container object proxy; do run "swift-$kind-server" "$at/$kind.conf"; done
# shellcheck disable=SC2046 # one word for each process
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
# Each of them: the proxy listens before those it hands to, and says 503 until they do.
waiting=("$proxy" "${port[@]}")
for _ in $(seq 1200); do
  curl --silent --fail --max-time 5 --output /dev/null "http://127.0.0.1:${waiting[0]}/healthcheck" && waiting=("${waiting[@]:1}")
  [ "${#waiting[@]}" -gt 0 ] || { echo ready; cat > /dev/null; exit 0; }
  sleep 0.1
done
tail -n 5 "$at"/*.log >&2
exit 1
