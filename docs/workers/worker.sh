#!/bin/sh
# A worker for Jobs in shell. Needs curl and nothing else: no jq.
#
#     JOBS_SERVER=http://127.0.0.1:3000 ./worker.sh partners sh -c 'cat > "/tmp/$JOBS_ID.json"; echo stored'
#
# Claims one job at a time and runs the command that stands behind the queue's name. The command finds the claim (JSON: job, leaseToken, leaseUntil) on its standard input and the job's id in
# JOBS_ID. Exit code 0 acks, with its last line of output as the result; 100 fails for good, any other is retried, with its last line of standard error as the message.
# SIGTERM: finishes the job in hand, then stops.
set -u

server=${JOBS_SERVER:-http://127.0.0.1:3000}
lease_ms=${JOBS_LEASE_MS:-30000} # without a sign of life for so long the job goes to another worker
wait_ms=10000                    # how long one claim waits for work
name=${JOBS_WORKER:-$(uname -n)-$$}
queue=$1
shift

scratch=$(mktemp -d)
stopping=
trap 'rm -rf "$scratch"' EXIT
trap 'stopping=yes' TERM INT

# post PATH BODY FILE: the answer goes to the file; prints the status, 000 when there was no answer.
post() {
  curl -s -o "$3" -w '%{http_code}' --max-time 60 -H 'Content-Type: application/json' -d "$2" "$server$1"
}

# Repeats what got no answer: an ack or a nack said twice is the same as said once.
post_until_heard() {
  while :; do
    status=$(post "$1" "$2" "$scratch/answer")
    case $status in
      000 | 5??) sleep 1 ;;
      *) return ;;
    esac
  done
}

# Extends the lease three times per lease, until it is killed, the worker is gone or the lease is lost.
heartbeat() {
  beat=$((lease_ms / 3000))
  [ "$beat" -gt 0 ] || beat=1
  while sleep "$beat" && kill -0 $$ 2> /dev/null; do
    [ "$(post "/api/v1/jobs/$id/extend?queue=$queue" "{\"leaseToken\":\"$token\",\"leaseMs\":$lease_ms}" /dev/null)" = 409 ] && return
  done
}

# The last line of a file as the inside of a JSON string.
last_line() {
  tail -n 1 "$1" | tr -d '\000-\037' | sed 's/\\/\\\\/g; s/"/\\"/g'
}

work() {
  heartbeat > /dev/null 2>&1 &
  beats=$!
  JOBS_ID=$id "$@" < "$scratch/claim" > "$scratch/out" 2> "$scratch/err"
  code=$?
  kill "$beats" 2> /dev/null

  if [ "$code" -eq 0 ]; then
    post_until_heard "/api/v1/jobs/$id/ack?queue=$queue" "{\"leaseToken\":\"$token\",\"result\":\"$(last_line "$scratch/out")\"}"
    said=done
  else
    [ "$code" -eq 100 ] && permanent=true || permanent=false
    error="{\"type\":\"exit-code-$code\",\"message\":\"$(last_line "$scratch/err")\"}"
    post_until_heard "/api/v1/jobs/$id/nack?queue=$queue" "{\"leaseToken\":\"$token\",\"error\":$error,\"permanent\":$permanent}"
    said=failed
  fi

  case $status in
    200) echo "$said $id" ;;
    409) echo "late $id: the job is not ours any more" >&2 ;;
    *) echo "$id: $status $(cat "$scratch/answer")" >&2 ;;
  esac
}

while [ -z "$stopping" ]; do
  # In the background, because a signal ends `wait` at once but no command. Killed, curl hangs up, and the host gives the job to somebody else.
  curl -s -o "$scratch/claim" -w '%{http_code}' --max-time 60 -H 'Content-Type: application/json' \
    -d "{\"worker\":\"$name\",\"limit\":1,\"leaseMs\":$lease_ms,\"waitMs\":$wait_ms}" "$server/api/v1/queues/$queue/claims" > "$scratch/status" &
  claim=$!
  wait "$claim"
  [ -n "$stopping" ] && { kill "$claim"; wait "$claim"; } 2> /dev/null

  case $(cat "$scratch/status") in
    200)
      id=$(sed -n 's/^{"items":\[{"job":{"id":"\([^"]*\)".*/\1/p' "$scratch/claim")
      token=$(sed -n 's/.*"leaseToken":"\([0-9a-f]*\)".*/\1/p' "$scratch/claim")
      [ -n "$id" ] && work "$@"
      ;;
    4??)
      cat "$scratch/claim" >&2
      exit 1
      ;;
    *) [ -n "$stopping" ] || sleep 1 ;;
  esac
done
