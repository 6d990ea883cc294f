// SPDX-License-Identifier: GPL-3.0-or-later
// Tells ThreadSanitizer what Qt's own threads promise each other. Distributions do not build Qt for
// it, so it sees what a thread writes into a call and what another reads out of it, but not that
// the one comes before the other: every queued call would be a race. Here stand the functions of Qt
// by which our code hands something to another thread; they do what Qt's do and say what follows
// what. Part of every program of a ThreadSanitizer build, of no other. Races beside these ways stay
// visible.
#include <QDeadlineTimer>
#include <QObject>
#include <QRunnable>
#include <QSemaphore>
#include <QThreadPool>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#error "Written for the functions of Qt 6.4; later ones are called otherwise."
#endif

extern "C" {
void __tsan_acquire(void *address);
void __tsan_release(void *address);
}

namespace {

/// Qt's function behind the one of that name here.
template <typename Function>
Function *behind(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) {
        std::fprintf(stderr, "Qt has no %s\n", name);
        std::abort();
    }
    return reinterpret_cast<Function *>(found);
}

// Qt copies the arguments of a queued signal in the middle of the emission, so a slot in another
// thread comes after the end of it; to say so it must be true, and the slot waits. Relaxed, for
// this shall order nothing by itself.
std::array<std::atomic<int>, 1024> emissions;
thread_local std::vector<const void *> ownEmissions;

std::atomic<int> &emissionsOf(const void *sender)
{
    constexpr std::size_t block = 64;
    return emissions[reinterpret_cast<std::size_t>(sender) / block % emissions.size()];
}

void waitForEmission(const void *sender)
{
    if (std::find(ownEmissions.begin(), ownEmissions.end(), sender) != ownEmissions.end())
        return; // a direct call
    // Not for ever: the emission may wait for this thread.
    const QDeadlineTimer deadline(std::chrono::milliseconds(200));
    while (emissionsOf(sender).load(std::memory_order_relaxed) > 0 && !deadline.hasExpired())
        std::this_thread::yield();
}

/// A slot that comes after whatever was released at `source`.
class OrderedSlot : public QtPrivate::QSlotObjectBase {
public:
    OrderedSlot(QSlotObjectBase *slot, const void *source)
        : QSlotObjectBase(&act), m_slot(slot), m_source(const_cast<void *>(source))
    {
        __tsan_release(this);
    }

private:
    static void act(int which, QSlotObjectBase *base, QObject *receiver, void **arguments,
                    bool *same)
    {
        auto *const self = static_cast<OrderedSlot *>(base);
        if (which == Compare) {
            *same = self->m_slot->compare(arguments);
            return;
        }
        __tsan_acquire(self);
        if (which == Call && self->m_source)
            waitForEmission(self->m_source);
        if (self->m_source)
            __tsan_acquire(self->m_source);
        if (which == Call) {
            self->m_slot->call(receiver, arguments);
            __tsan_release(self);
        } else {
            self->m_slot->destroyIfLastRef();
            delete self;
        }
    }

    QSlotObjectBase *m_slot;
    void *m_source;
};

/// Work of a pool that comes after whoever gave it, and before whoever waits for the pool.
class OrderedWork : public QRunnable {
public:
    OrderedWork(QThreadPool *pool, std::function<void()> work)
        : m_pool(pool), m_work(std::move(work))
    {
        __tsan_release(this);
    }
    void run() override
    {
        __tsan_acquire(this);
        m_work();
        m_work = {};
        __tsan_release(m_pool);
    }

private:
    QThreadPool *m_pool;
    std::function<void()> m_work;
};

} // namespace

// --- calls into another thread's loop --------------------------------------------------------

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot,
                                   Qt::ConnectionType type, void *result)
{
    static auto *const qt =
        behind<bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
            "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14"
            "ConnectionTypeEPv");
    auto *const ordered = new OrderedSlot(slot, nullptr);
    const bool blocks = type == Qt::BlockingQueuedConnection;
    if (blocks)
        ordered->ref(); // until the answer is there
    const bool done = qt(object, ordered, type, result);
    if (blocks) {
        __tsan_acquire(ordered);
        ordered->destroyIfLastRef();
    }
    return done;
}

// --- signals to objects of another thread ----------------------------------------------------

void QMetaObject::activate(QObject *sender, const QMetaObject *type, int signal, void **arguments)
{
    static auto *const qt = behind<void(QObject *, const QMetaObject *, int, void **)>(
        "_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(sender); // may be gone behind it
    emissionsOf(sender).fetch_add(1, std::memory_order_relaxed);
    ownEmissions.push_back(sender);
    qt(sender, type, signal, arguments);
    __tsan_release(sender);
    ownEmissions.pop_back();
    emissionsOf(sender).fetch_sub(1, std::memory_order_relaxed);
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal,
                                             const QObject *receiver, void **slot,
                                             QtPrivate::QSlotObjectBase *slotObject,
                                             Qt::ConnectionType type, const int *types,
                                             const QMetaObject *senderType)
{
    static auto *const qt = behind<QMetaObject::Connection(
        const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *,
        Qt::ConnectionType, const int *, const QMetaObject *)>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14"
        "ConnectionTypeEPKiPK11QMetaObject");
    return qt(sender, signal, receiver, slot, new OrderedSlot(slotObject, sender), type, types,
              senderType);
}

// --- pools and semaphores --------------------------------------------------------------------

void QThreadPool::start(std::function<void()> work, int priority)
{
    start(new OrderedWork(this, std::move(work)), priority);
}

bool QThreadPool::waitForDone(int milliseconds)
{
    static auto *const qt = behind<bool(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = qt(this, milliseconds);
    __tsan_acquire(this);
    return done;
}

void QSemaphore::acquire(int count)
{
    static auto *const qt = behind<void(QSemaphore *, int)>("_ZN10QSemaphore7acquireEi");
    qt(this, count);
    __tsan_acquire(this);
}

bool QSemaphore::tryAcquire(int count)
{
    static auto *const qt = behind<bool(QSemaphore *, int)>("_ZN10QSemaphore10tryAcquireEi");
    const bool done = qt(this, count);
    __tsan_acquire(this);
    return done;
}

bool QSemaphore::tryAcquire(int count, int timeout)
{
    static auto *const qt = behind<bool(QSemaphore *, int, int)>("_ZN10QSemaphore10tryAcquireEii");
    const bool done = qt(this, count, timeout);
    __tsan_acquire(this);
    return done;
}

void QSemaphore::release(int count)
{
    static auto *const qt = behind<void(QSemaphore *, int)>("_ZN10QSemaphore7releaseEi");
    __tsan_release(this);
    qt(this, count);
}
