# Starts a program within limits, and ends it with all that it has started as soon as whoever started this script is
# gone: its standard input is a pipe that nobody writes to and that closes then. Arguments: address space in KB, size of
# files in blocks of 512 bytes, the program and what it is given.
ulimit -v "$1" 2>/dev/null
ulimit -f "$2" 2>/dev/null
ulimit -c 0
shift 2
exec 3<&0 </dev/null
(
    read -r _ <&3
    kill -s KILL 0
) &
exec 3<&-
"$@" &
wait $!
