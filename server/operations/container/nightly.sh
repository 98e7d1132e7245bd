#!/bin/sh
# Each night at half past one in Vietnam a backup; on Saturdays the totals are counted again, on Sundays the
# newest backup is proved. What fails says so in the log and in /metrics, and the next night tries again.
set -u
export TZ=ICT-7
folder=/var/backups/tungngo
night() {
    flask --app server backup --to "$folder" --keep 7d4w12m --files "$folder/files"
    case $(date +%u) in
        6) flask --app server recount ;;
        7) flask --app server drill "$folder" ;;
    esac
}
if [ "${1:-}" = now ]; then
    night
    exit
fi
trap 'exit 0' TERM INT
while true; do
    now=$(date +%s)
    next=$(date -d 'today 01:30' +%s)
    [ "$next" -gt "$now" ] || next=$(date -d 'tomorrow 01:30' +%s)
    sleep $((next - now)) &
    wait $!
    night
done
