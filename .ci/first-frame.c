/* first-frame COLOURS CMD...: starts CMD on the display of DISPLAY, without a window manager,
   and writes five numbers: the milliseconds from exec until a window shows a frame with at
   least COLOURS colours, the resident memory in KiB of CMD and its children two seconds
   later, how much of a core, in percent, CMD takes in the five seconds after that, in which
   nobody touches it, and the milliseconds between two frames while the wheel turns over the
   list, and while somebody types into the search as well (as fast as the window can draw, at
   most 60 times a second). Then it ends CMD. */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <X11/keysym.h>
#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000.0 + t.tv_nsec / 1e6;
}

static int ignore(Display *d, XErrorEvent *e)
{
    (void)d;
    (void)e;
    return 0;
}

/* Colours of the window at every eighth pixel, as many as are asked for. */
static int colours(Display *d, Window w, int enough)
{
    XWindowAttributes a;
    unsigned long seen[64];
    int n = 0;
    if (!XGetWindowAttributes(d, w, &a) || a.map_state != IsViewable || a.width < 100)
        return 0;
    XImage *image = XGetImage(d, w, 0, 0, a.width, a.height, AllPlanes, ZPixmap);
    if (!image)
        return 0;
    for (int y = 0; y < a.height && n < enough; y += 2)
        for (int x = 0; x < a.width && n < enough; x += 2) {
            unsigned long p = XGetPixel(image, x, y);
            int i = 0;
            while (i < n && seen[i] != p)
                i++;
            if (i == n && n < 64)
                seen[n++] = p;
        }
    XDestroyImage(image);
    return n;
}

static long resident(pid_t pid)
{
    char path[64], line[256];
    long kib = 0, parent;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmRSS: %ld", &kib) == 1)
            break;
    if (f)
        fclose(f);
    DIR *all = opendir("/proc");
    for (struct dirent *e; all && (e = readdir(all));) {
        pid_t child = atoi(e->d_name);
        if (child <= 0)
            continue;
        snprintf(path, sizeof path, "/proc/%d/status", child);
        if (!(f = fopen(path, "r")))
            continue;
        while (fgets(line, sizeof line, f))
            if (sscanf(line, "PPid: %ld", &parent) == 1) {
                if (parent == pid)
                    kib += resident(child);
                break;
            }
        fclose(f);
    }
    if (all)
        closedir(all);
    return kib;
}

/* Seconds of CPU that a process has taken. */
static double worked(pid_t pid)
{
    char path[64], text[1024];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *f = fopen(path, "r");
    if (!f)
        return 0;
    size_t n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = 0;
    char *after = strrchr(text, ')'); /* the name may have spaces in it */
    if (after)
        sscanf(after, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

static void key(Display *d, KeySym sym, Bool down)
{
    XTestFakeKeyEvent(d, XKeysymToKeycode(d, sym), down, 0);
}

static void turn(Display *d, int n)
{
    (void)n;
    XTestFakeButtonEvent(d, 5, True, 0);
    XTestFakeButtonEvent(d, 5, False, 0);
}

/* Letters as fast as those of a key that is held, while the wheel asks for every frame. */
static void type(Display *d, int n)
{
    if (n % 4 == 0) {
        KeySym sym = n % 8 ? XK_BackSpace : XK_9;
        key(d, sym, True);
        key(d, sym, False);
    }
    turn(d, n);
}

/* Milliseconds between the frames of two seconds in which act is done more often than a
   frame can be drawn. What is drawn for one frame arrives at once. */
static double pace(Display *d, int damage, void (*act)(Display *, int))
{
    double begin = now(), drawn = 0, acted = 0;
    int frames = 0, n = 0;
    while (now() - begin < 2000) {
        if (now() - acted >= 8) {
            acted = now();
            act(d, n++);
            XFlush(d);
        }
        struct pollfd p = {ConnectionNumber(d), POLLIN, 0};
        if (!XPending(d) && poll(&p, 1, 2) < 1)
            continue;
        XEvent e;
        XNextEvent(d, &e);
        if (e.type != damage)
            continue;
        if (now() - drawn > 4)
            frames++;
        drawn = now();
    }
    return frames ? (now() - begin) / frames : 0;
}

/* Ends CMD; a bare Fyne window may hang while it quits. */
static void end(pid_t pid)
{
    kill(pid, SIGTERM);
    for (int i = 0; i < 50; i++) {
        if (waitpid(pid, NULL, WNOHANG) == pid)
            return;
        usleep(100000);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

int main(int argc, char **argv)
{
    Display *d = argc > 2 ? XOpenDisplay(NULL) : NULL;
    int event, error, enough = argc > 1 ? atoi(argv[1]) : 0;
    if (!d || !XDamageQueryExtension(d, &event, &error))
        return fprintf(stderr, "first-frame: no display with DAMAGE, or no command\n"), 2;
    XSetErrorHandler(ignore);
    XSelectInput(d, DefaultRootWindow(d), SubstructureNotifyMask);
    XSync(d, False);
    double begin = now(), painted = 0;
    Window window = 0;
    pid_t pid = fork();
    if (pid == 0) {
        close(ConnectionNumber(d));
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    while (!painted && now() - begin < 30000) {
        struct pollfd p = {ConnectionNumber(d), POLLIN, 0};
        if (!XPending(d) && poll(&p, 1, 1000) < 1)
            continue;
        XEvent e;
        XNextEvent(d, &e);
        if (e.type == MapNotify)
            XDamageCreate(d, e.xmap.window, XDamageReportRawRectangles);
        if (e.type == event + XDamageNotify) {
            XDamageNotifyEvent *damage = (XDamageNotifyEvent *)&e;
            double at = now();
            if (colours(d, damage->drawable, enough) >= enough) {
                painted = at - begin;
                window = damage->drawable;
            }
        }
    }
    sleep(2);
    long kib = resident(pid);
    double from = now(), before = worked(pid);
    sleep(5);
    double busy = 100000 * (worked(pid) - before) / (now() - from);
    double wheel = 0, typed = 0;
    if (painted) {
        XSetInputFocus(d, window, RevertToParent, CurrentTime);
        XTestFakeMotionEvent(d, -1, 300, 500, 0);
        wheel = pace(d, event + XDamageNotify, turn);
        key(d, XK_Control_L, True);
        key(d, XK_f, True);
        key(d, XK_f, False);
        key(d, XK_Control_L, False);
        typed = pace(d, event + XDamageNotify, type);
    }
    end(pid);
    if (!painted)
        return fprintf(stderr, "first-frame: nothing was painted\n"), 1;
    printf("%.1f %ld %.2f %.1f %.1f\n", painted, kib, busy, wheel, typed);
    return 0;
}
