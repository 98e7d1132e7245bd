#!/bin/sh
# Each night at half past one in Vietnam a backup; on Saturdays the totals are counted again, on Sundays the newest
# backup is proved, on the second of a month what has outlived its term goes. What fails says so in the log and in
# /metrics. `nightly.sh now` does what today's night does, `nightly.sh all` does all four.
set -u
export TZ=ICT-7
folder=/var/backups/tungngo
mkdir -p "$TMPDIR" "$folder/files"
back_up() { flask --app server backup --to "$folder" --keep 7d4w12m --files "$folder/files"; }
# The key that opens encrypted ones is elsewhere.
prove() { [ -n "${BACKUP_PUBLIC_KEY:-}" ] || flask --app server drill "$folder"; }
recount() { flask --app server recount; }
apply_retention() { flask --app server retention; }
night() {
    failed=0
    back_up || failed=1
    case $(date +%u) in
        6) recount || failed=1 ;;
        7) prove || failed=1 ;;
    esac
    [ "$(date +%d)" != 02 ] || apply_retention || failed=1
    return $failed
}
case ${1:-} in
    now) night; exit ;;
    all)
        failed=0
        for job in back_up prove recount apply_retention; do $job || failed=1; done
        exit $failed
        ;;
esac
trap 'exit 0' TERM INT
while true; do
    now=$(date +%s)
    next=$(date -d 'today 01:30' +%s)
    [ "$next" -gt "$now" ] || next=$(date -d 'tomorrow 01:30' +%s)
    sleep $((next - now)) &
    wait $!
    night
done
