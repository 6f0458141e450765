"""Made-up clips for training: pieces of the labelled clips' shots, title cards, stills and screens, joined by cuts, dissolves,
fades, wipes, slides, morphs and whips, and disturbed by what is none: flashes, lightning, glitches, relights, captions, things
passing by, missing and held frames, shaking, noise. What of a clip was filmed is of one source alone, so that sources can be left
out.
"""
import json, multiprocessing, pathlib
import numpy as np

import cards, moving

def spans(items):
    return [tuple(i) if isinstance(i, (list, tuple)) else (i, i) for i in
            (x.get('frames', x.get('frame')) if isinstance(x, dict) else x for x in items or []) if i is not None]

clips={}
by={}
OUT=None
def prepare(big, out, truth, src):
    """Reads which shots there are in `big`, raw pictures of twice the small one's sides."""
    global OUT
    OUT=out
    for p in sorted(big.glob('*.yuv')):
        n=p.name.rsplit('.',2)[0]
        if n not in truth: continue
        w,h=map(int,p.name.split('.')[-2].split('x'))
        t=truth[n]; b=sorted([(c,c-1) for c in t['cuts']]+[(s-3,e+3) for s,e in spans(t.get('gradual'))+spans(t.get('ambiguous'))])
        segs=[];at=0
        for s,e in b+[(t['frames'],0)]:
            if s-at>=12: segs.append((at,s))
            at=e+1
        clips[n]=dict(path=p,w=w,h=h,segs=segs,src=src[n])
    for n,c in clips.items(): by.setdefault(c['src'],[]).append(n)
def load(n,a,b):
    c=clips[n];w,h=c['w'],c['h'];fs=w*h*3//2
    d=np.memmap(c['path'],np.uint8,'r').reshape(-1,fs)[a:b]
    y=d[:,:w*h].reshape(-1,h,w).astype(np.float32)
    u=d[:,w*h:w*h*5//4].reshape(-1,h//2,w//2).astype(np.float32)
    v=d[:,w*h*5//4:].reshape(-1,h//2,w//2).astype(np.float32)
    # to 4:4:4 stack at full size
    up=lambda p:np.repeat(np.repeat(p,2,1),2,2)[:,:h,:w]
    return np.stack([y,up(u),up(v)],-1)
def sample(F,cx,cy,sx,sy,W,H,rng=None):
    """crop windows per frame: centre (0..1), size (0..1), out W,H (bilinear, box by 2x2 supersampling)"""
    n,h,w,_=F.shape; out=np.empty((n,H,W,3),np.float32)
    for i in range(n):
        xs=(cx[i]+sx[i]*((np.arange(2*W)+.5)/(2*W)-.5))*w-.5; ys=(cy[i]+sy[i]*((np.arange(2*H)+.5)/(2*H)-.5))*h-.5
        xs=np.clip(xs,0,w-1);ys=np.clip(ys,0,h-1)
        x0=np.minimum(xs.astype(int),w-2);y0=np.minimum(ys.astype(int),h-2);fx=(xs-x0).astype(np.float32)[None,:,None];fy=(ys-y0).astype(np.float32)[:,None,None]
        R0=F[i][y0];R1=F[i][y0+1]
        R=R0*(1-fy)+R1*fy
        P=R[:,x0]*(1-fx)+R[:,x0+1]*fx
        out[i]=P.reshape(H,2,W,2,3).mean((1,3))
    return out
def smoothfield(r,H,W,k=4):
    g=r.random((k+1,k+1)); ys=np.linspace(0,k-1e-3,H);xs=np.linspace(0,k-1e-3,W)
    y0=ys.astype(int);x0=xs.astype(int);fy=(ys-y0)[:,None];fx=(xs-x0)[None]
    return (g[y0][:,x0]*(1-fy)*(1-fx)+g[y0+1][:,x0]*fy*(1-fx)+g[y0][:,x0+1]*(1-fy)*fx+g[y0+1][:,x0+1]*fy*fx)
def lettering(r,h,w):
    """White or black strokes, as of a caption, as (h, w, 3) and where they are."""
    k=max(2,h//4); rows=(np.arange(h)//k%2==0); strokes=np.repeat(r.random(w//2+1)<.6,2)[:w]
    on=(rows[:,None]&strokes[None]&(r.random((h,w))<.85)).astype(np.float32)[...,None]
    return np.broadcast_to(np.array([r.choice([235.,16.]),128,128],np.float32),(h,w,3)),on
def coded(r,F,strength):
    """The noise of coarse coding: blotches that are finer with each picture until the next key picture."""
    n,H,W,_=F.shape; left=0; F=F.copy(); E=np.zeros((H,W,1),np.float32)
    for i in range(n):
        fresh=np.repeat(np.repeat(r.normal(0,1,(H//4+1,W//4+1)),4,0),4,1)[:H,:W,None].astype(np.float32)
        if left==0: E=fresh; left=int(r.choice([12,24,48,250]))
        else: E=E*.75+fresh*.25
        left-=1; F[i]+=strength*E
    return F
def on_plain(r,P):
    """The shot in a window on one colour, or lettering on it; from the start or appearing later."""
    n,H,W,_=P.shape
    col=np.array([r.choice([16,30,128,220,235]),r.uniform(100,156),r.uniform(100,156)],np.float32)
    if r.random()<.6: col[1:]=128
    G=np.broadcast_to(col,P.shape).copy()
    for _ in range(r.integers(1,4)):
        t0=0 if r.random()<.35 else int(r.integers(0,max(1,n-3))); t1=n if r.random()<.7 else int(r.integers(t0,n+1))
        d=int(r.choice([1,1,4,10]))
        hh=int(H*r.uniform(.12,.6));ww=int(W*r.uniform(.15,.7));y0=int(r.integers(0,H-hh+1));x0=int(r.integers(0,W-ww+1))
        if r.random()<.5: what,on=P[:,y0:y0+hh,x0:x0+ww],np.ones((hh,ww,1),np.float32)
        else: what,on=lettering(r,hh,ww); what=np.broadcast_to(what,(n,hh,ww,3))
        for j in range(t0,t1):
            share=on*min(1,(j-t0+1)/d); V=G[j,y0:y0+hh,x0:x0+ww]; V[:]=V*(1-share)+what[j]*share
    return G
def slowed(F,k):
    """k times as many pictures, mixed from neighbours."""
    n=(len(F)-1)*k+1; at=np.arange(n)/k; i=np.minimum(at.astype(int),len(F)-2); u=(at-i).astype(np.float32)[:,None,None,None]
    return F[i]*(1-u)+F[i+1]*u
def blurx(F,k):
    c=np.cumsum(np.pad(F,((0,0),(k,k),(0,0)),mode='edge'),1); return (c[:,2*k:]-c[:,:-2*k])/(2*k)
def blotches(r,n,H,W,style):
    """A picture of smooth blotches, unlike any other, along which one pans; sometimes in a whip."""
    cell,low,span,tint,speed=style; g=r.random((64,64,3)); way=r.uniform(0,2*np.pi); v=np.full(n,speed*r.uniform(.3,1)); open_=0
    if r.random()<.4:
        t=int(r.integers(0,n)); v[t:t+int(r.integers(3,12))]+=r.uniform(3,25); open_=r.choice([0,.25,.5,1])
    at=np.concatenate([[0],np.cumsum(v)[:-1]]); P=np.zeros((n,H,W,3),np.float32)
    for i in range(n):
        # What the shutter is open for is mixed.
        for part in (0,.5,1) if open_ and v[i]>speed else (0,):
            d=at[i]+part*open_*v[i]; x=(np.arange(W)+d*np.cos(way))/cell+1024;y=(np.arange(H)+d*np.sin(way))/cell+1024
            x0=np.floor(x).astype(int);y0=np.floor(y).astype(int);fx=(x-x0)[None,:,None];fy=(y-y0)[:,None,None];near=lambda a,b:g[(y0+b)%64][:,(x0+a)%64]
            P[i]+=((near(0,0)*(1-fx)+near(1,0)*fx)*(1-fy)+(near(0,1)*(1-fx)+near(1,1)*fx)*fy)/(3 if open_ and v[i]>speed else 1)
    P[...,0]=low+span*P[...,0]; P[...,1:]=128+tint*(P[...,1:]-.5)
    return P
def light(r):
    """How strong a flash is in each of its pictures: short ones, and those that rise, die away, come twice or flicker."""
    q=r.random()
    if q<.35: return np.ones(r.integers(1,5))
    if q<.65: return np.exp(-np.arange(r.integers(3,22))/r.uniform(1,6))
    if q<.75: return np.array([1,r.uniform(.1,.5),r.uniform(.5,1),.5,.25,.1])
    if q<.85: return r.random(r.integers(3,14))*(r.random()<.5 or r.random())
    if q<.92: return np.tile(np.repeat([1.,0.],r.integers(1,4)),r.integers(3,9))
    return np.array([.3,.7,1,1,.7,.4,.2])
def flash(r,F,t,strengths=None):
    """Light, or its want, that hides the pictures from t on for a moment."""
    strengths=light(r) if strengths is None else strengths
    n,H,W,_=F.shape; q=r.random(); way=r.random(); grey=r.random()*(r.random()<.5)
    if q<.55: m=np.ones((H,W,1),np.float32)
    elif q<.8: m=smoothfield(r,H,W,3)[...,None].astype(np.float32)
    else:
        y,x=np.mgrid[:H,:W]; m=np.clip(1-np.hypot(y-r.uniform(0,H),x-r.uniform(0,W))/(max(H,W)*r.uniform(.4,1.5)),0,1)[...,None].astype(np.float32)
    most=r.uniform(15,220); gain=r.uniform(.5,5); share=r.uniform(.4,1.15)
    colour=np.array([235,128,128] if way<.75 else [16,128,128] if way<.88 else [r.uniform(40,235),r.uniform(60,200),r.uniform(60,200)],np.float32)
    for j,s in enumerate(strengths):
        if t+j>=n: break
        P=F[t+j]
        if way<.4: P[...,:1]+=most*s*m
        elif way<.55: P[...,:1]=16+(P[...,:1]-16)*(1+gain*s*m)
        else: P+=(colour-P)*np.clip(share*s*m,0,1)
        if way<.55: P[...,1:]=128+(P[...,1:]-128)*(1-grey*s*m)
        np.clip(P,0,255,out=P)
def lit(path,out,seed,label):
    """The same raw small pictures with flashes, none where a boundary is labelled."""
    if out.exists(): return
    r=np.random.default_rng(seed); w,h=map(int,path.name.split('.')[-2].split('x')); c=w*h//4
    d=np.fromfile(path,np.uint8).reshape(-1,6*c)
    up=lambda p:np.repeat(np.repeat(p.reshape(-1,h//2,w//2),2,1),2,2)
    F=np.stack([d[:,:4*c].reshape(-1,h,w),up(d[:,4*c:5*c]),up(d[:,5*c:])],-1).astype(np.float32)
    t=int(r.integers(-3,12))
    while t<len(F):
        strengths=light(r)
        if t<0: t,strengths=0,strengths[min(-t,len(strengths)-1):]
        if not any(t-3<=b and a<=t+len(strengths)+3 for a,b in spans(label['cuts'])+spans(label.get('gradual'))+spans(label.get('ambiguous'))):
            flash(r,F,t,strengths)
        t+=int(r.integers(16,60))
    F=np.clip(np.round(F),0,255).astype(np.uint8)
    np.concatenate([F[...,0].reshape(len(F),-1),F[:,::2,::2,1].reshape(len(F),-1),F[:,::2,::2,2].reshape(len(F),-1)],1).tofile(out)
def begins(r,F):
    """A first picture that was given, and comes to life: brighter, in jumps."""
    n,H,W,_=F.shape; d=int(r.integers(3,n+1)); out=F.copy(); y=x=0.; z=1.
    gain=np.clip(np.linspace(r.uniform(.7,1),1,d)+r.normal(0,.02,d),.5,1.1)
    for i in range(d-1,-1,-1):
        if r.random()<.6: y,x,z=y+r.normal(0,1.5),x+r.normal(0,2),z*(1+abs(r.normal(0,.015)))
        P=cards.moved(F[i],y,x,z)
        if r.random()<.4: P=P*.6+blurx(P,2)*.4
        P[...,0]=16+(P[...,0]-16)*gain[i]; out[i]=P
    return out
def make(seed):
    r=np.random.default_rng(seed)
    S=list(by); p=np.array([len(by[s])**.5 for s in S]); s=S[r.choice(len(S),p=p/p.sum())]
    names=[n for n in by[s] if clips[n]['segs']]
    base=names[r.integers(len(names))]
    ar=r.choice([16/9,16/9,4/3,1,9/16]) if r.random()<.35 else clips[base]['w']/clips[base]['h']
    W=max(16,int(round(np.sqrt(14400*ar)/2))*2);H=max(16,int(round(14400/W/2))*2)
    k=r.choice([1,2,3,4],p=[.3,.24,.26,.2])
    hurried=r.random()<.1   # many short shots
    if hurried: k=int(r.integers(3,8))
    drawn=0 if hurried else r.choice([0,.3,.7,1],p=[.42,.35,.15,.08])   # the share of pictures that no camera took
    deck=drawn>0 and r.random()<.3   # cards of one kind, with other words on each
    if r.random()<.06: k,drawn,deck=3,-1,False   # a card, and the shot before it goes on
    segs=[];last=None;plates=[];card=None;blank=[]
    style=(r.uniform(.05,.2)*min(W,H),r.uniform(16,60),r.uniform(60,180),r.uniform(0,120),r.choice([0,.3,1,3]))
    smooth=r.random()<.1
    for i in range(k):
        if smooth:
            segs.append(blotches(r,int(r.choice([6,8,12,20,30,45])),H,W,style)); plates.append(False); blank.append(False); continue
        mode=r.random()
        n=base if (mode<.75 or len(names)==1) else names[r.integers(len(names))]
        q=clips[n]['segs']; L=int(r.choice([5,6,8,12,20,30,45],p=[.06,.06,.08,.2,.2,.2,.2]))
        if hurried: L=int(r.integers(5,11))
        if (i==1 if drawn<0 else r.random()<drawn) and not (0<=drawn<1 and segs and plates[-1] and mode<.4 and not deck):
            e=r.random()*(.7 if deck or drawn<0 else 1); m=max(8,L) if e<.8 else max(12,L)
            if e<.7: P,card=cards.card(r,m,H,W,card,deck)
            else:
                P=cards.screen(r,m,H,W) if e<.85 else cards.sky(r,max(20,L),H,W); card=None
            segs.append(P); plates.append(True); blank.append(e<.7 and not card[1]); continue
        # The shot before a card goes on after it.
        goes_on=bool(plates and plates[-1] and last and (drawn<0 or r.random()<.5))
        if not (plates and plates[-1]): card=None
        still=r.random(); share=max(drawn,0)
        if goes_on:
            n,_,b,stp0,crop,flip=last
            if b+8>last_end: continue
            seg=(n,b,min(last_end,b+L*stp0))
        elif last and mode<.25: # punch-in: same shot continues, other framing
            n,a,b,stp,crop,flip=last; a0=b
            if b+8<last_end: seg=(n,b,min(last_end,b+L*stp))
            else: seg=(n,a,b)
            stp0=stp; c=crop
            z2=c[0]/r.uniform(1.3,2.4)
            while True:
                # As an editor does, nearer to a point that stays where it is; or another part of the picture.
                if z2>.25 and r.random()<.5: c2=(z2,*((c[0]/2+q*(1-c[0])+r.normal(0,.05)*(c[0]-z2)-z2/2)/(1-z2) for q in c[1:])); break
                c2=(r.uniform(.35,1),r.random(),r.random())
                cxa=c[0]/2+c[1]*(1-c[0]);cxb=c2[0]/2+c2[1]*(1-c2[0]);cya=c[0]/2+c[2]*(1-c[0]);cyb=c2[0]/2+c2[2]*(1-c2[0])
                if max(c[0]/c2[0],c2[0]/c[0])>1.3 or abs(cxa-cxb)+abs(cya-cyb)>.25*max(c[0],c2[0]): break
            crop=c2
        else:
            for _ in range(20):
                sg=q[r.integers(len(q))]
                if not(last and last[0]==n and last_seg==sg): break
            else:
                n=names[r.integers(len(names))]; q=clips[n]['segs']; sg=q[r.integers(len(q))]
                if last and last[0]==n and last_seg==sg: continue
            stp0=int(r.choice([1,1,1,2,2,3,4]))
            a=int(r.integers(sg[0],max(sg[0]+1,sg[1]-L*stp0))); seg=(n,a,min(sg[1],a+L*stp0)); last_seg=sg; last_end=sg[1]
            crop=(1.,0,0) if r.random()<.6 else (r.uniform(.5,1),r.random(),r.random())
            flip=r.random()<.3
        last=(seg[0],seg[1],seg[2],stp0,crop,flip); card=None if not (plates and plates[-1]) else card
        F=load(*seg)[::stp0]
        if flip: F=F[:,:,::-1]
        if r.random()<.15 and not goes_on: F=F[::-1]; last_end=0
        m=len(F)
        z=np.full(m,crop[0]);cx=z/2+crop[1]*(1-z);cy=z/2+crop[2]*(1-z)
        e=r.random()
        if e<.08: # shake
            cx=cx+np.cumsum(r.normal(0,.01,m))*.5+r.normal(0,.01,m);cy=cy+r.normal(0,.012,m)
        elif e<.17: # whip pan inside the shot
            z=np.full(m,r.uniform(.4,.7));t0=r.integers(0,m);d=r.integers(2,12)
            u=np.clip((np.arange(m)-t0)/d,0,1)
            if r.random()<.6: u=u*u*(3-2*u)
            if r.random()<.25: u[u==1]=0   # and is where it was at once
            cx=z/2+(1-z)*u;cy=np.full(m,r.uniform(.4,.6))
            if r.random()<.5: cx=1-cx
        elif e<.21: # crash zoom
            t0=r.integers(0,m);d=r.integers(4,16);u=np.clip((np.arange(m)-t0)/d,0,1);z=1-.6*u
            if r.random()<.5: z=z[::-1]
            cx=np.full(m,.5);cy=np.full(m,.5)
        elif e<.26: # steady pan
            z=np.full(m,.6);v=r.uniform(.005,.06);cx=.3+.4*np.abs(((np.arange(m)*v+r.random()*2)%2)-1);cy=np.full(m,.5)
        sarx=F.shape[2]/F.shape[1]
        sx,sy=z.copy(),z.copy()
        if W/H<sarx: sx=z*(W/H)/sarx
        else: sy=z*sarx/(W/H)
        P=sample(F,np.clip(cx,sx/2,1-sx/2),np.clip(cy,sy/2,1-sy/2),sx,sy,W,H)
        if still<.05+.3*share: P=np.repeat(P[:1],max(len(P),8),0)
        elif still<.05+.45*share: P=cards.alive(r,P[0],max(len(P),8))
        elif still<.05+.6*share: P=cards.product(r,P,max(len(P),8))
        elif still<.08+.6*share and len(P)>=8:   # drawn on twos or threes
            t=int(r.integers(2,4)); P=np.repeat(P[::t],t,0)[:len(P)]
        elif r.random()<.12 and len(P)>=3: P=slowed(P[:max(3,len(P)//2)],int(r.integers(2,5)))
        if r.random()<.07: P=on_plain(r,P)
        if r.random()<.25: # light of its own
            P[...,0]=16+(P[...,0]-16)*(r.uniform(.3,1.2) if r.random()<.8 else r.uniform(.06,.3))
        if r.random()<.04 and len(names)>0:   # two shots beside each other
            o=names[r.integers(len(names))]; sg=clips[o]['segs'][int(r.integers(len(clips[o]['segs'])))]
            a=int(r.integers(sg[0],max(sg[0]+1,sg[1]-len(P)))); G=load(o,a,min(sg[1],a+len(P)))
            z=np.full(len(G),.7); P=P[:len(G)]; G=sample(G,np.full(len(G),.5),np.full(len(G),.5),z,z,W,H); P[:,:,:W//2]=G[:len(P),:,W//4:W//4+W//2]
        if len(P)<2: continue
        segs.append(P); plates.append(False); blank.append(False)
    if not segs: return make(seed+10**6)
    # join
    out=segs[0];cuts=[];grad=[];ignore=[];room=len(segs[0])
    for at,B in enumerate(segs[1:],1):
        t=r.random();A=out;lenA=room;room=len(B)-1
        if hurried or (plates[at] or plates[at-1]) and r.random()<.6: t*=.58
        if t<.58: cuts.append(len(A));out=np.concatenate([A,B])
        elif t<.63:
            al=r.uniform(.1,.9);n=len(A)
            mix=A[-1]*(1-al)+B[0]*al;out=np.concatenate([A[:-1],mix[None],B[1:]])
            c=n-1 if al>=.5 else n
            if .35<al<.65: ignore+= [n-1,n]
            cuts.append(c)
        elif t<.79: # what moves
            L=int(min(r.choice([4,6,8,10,12,14,16,20,24]),lenA-4,len(B)-4))
            if L<4: cuts.append(len(A));out=np.concatenate([A,B]);continue
            mix=moving.join(r,A[-L:],B[:L]); n=len(A)
            out=np.concatenate([A[:-L],mix,B[L:]]);grad.append([n-L,n-1]);room=len(B)-L-1
        elif t<.9: # dissolve / morph
            L=int(min(r.choice([2,3,4,6,8,10,14,20,28]),lenA-4,len(B)-4))
            if L<2: cuts.append(len(A));out=np.concatenate([A,B]);continue
            u=(np.arange(L)+1)/(L+1)
            if r.random()<.3:u=u*u*(3-2*u)
            if r.random()<.2:u=.3+.6*u
            kind=r.random()
            a,b=A[-L:],B[:L]
            if kind<.8: al=u[:,None,None,None]
            else:
                f=smoothfield(r,H,W,int(r.integers(2,6)));f=(f-f.min())/(np.ptp(f)+1e-6)
                al=np.clip((u[:,None,None]*1.5-f[None])/.5,0,1)[...,None]
            mix=a*(1-al)+b*al; n=len(A)
            out=np.concatenate([A[:-L],mix,B[L:]]);grad.append([n-L,n-1]);room=len(B)-L-1
        elif t<.96: # fade through a colour
            col=np.array([[16,128,128],[16,128,128],[235,128,128],[r.uniform(16,235),r.uniform(90,160),r.uniform(90,160)]][r.integers(4)],np.float32)
            L1=int(min(r.choice([2,4,8,12,20]),lenA-3));L2=int(min(r.choice([2,4,8,12,20]),len(B)-3));hold=int(r.choice([0,1,3,6,15,25]))
            L1=max(L1,1);L2=max(L2,1);room=len(B)-L2-1
            u=((np.arange(L1)+1)/(L1+1))[:,None,None,None];A2=A.copy();A2[-L1:]=A2[-L1:]*(1-u)+col*u
            u=((np.arange(L2)+1)/(L2+1))[::-1][:,None,None,None];B2=B.copy();B2[:L2]=B2[:L2]*(1-u)+col*u
            n=len(A);out=np.concatenate([A2,np.broadcast_to(col,(hold,H,W,3)),B2])
            if hold<=6: grad.append([n-L1,n+hold+L2-1])
            else: grad.append([n-L1,n-1]);grad.append([n+hold,n+hold+L2-1])
        else: # whip cut
            L=int(min(r.integers(3,8),lenA-3,len(B)-3))
            if L<2: cuts.append(len(A));out=np.concatenate([A,B]);continue
            A2=A.copy();B2=B.copy()
            for i in range(L):
                A2[len(A)-L+i]=blurx(A2[len(A)-L+i],2+int(20*(i+1)/L));B2[i]=blurx(B2[i],2+int(20*(L-i)/L))
            n=len(A);out=np.concatenate([A2,B2]);room=len(B)-L-1;grad.append([n-2,n+1]);ignore+=list(range(n-L,n+L))
    F=out.copy();n=len(F)
    # One colour at either end, for a moment, is part of the shot beside it or a shot of its own.
    if len(segs)>1 and blank[0] and len(segs[0])<14: ignore+=[t for t in range(len(segs[0])+1)]
    if len(segs)>1 and blank[-1] and len(segs[-1])<14: ignore+=[t for t in range(n-len(segs[-1])-1,n)]
    if r.random()<.06 and not plates[0]: F[:8]=begins(r,F[:8])
    busy=np.zeros(n,bool)
    for c in cuts: busy[max(0,c-1):c+1]=True
    for a,b in grad: busy[max(0,a-2):b+3]=True
    hard=False
    for _ in range(r.integers(0,3 if k>1 else 6)):
        t=int(r.integers(0,max(1,n-1)));e=r.random()
        if r.random()<.12:t=int(r.choice([0,0,0,1,2,n-1,n-2,n-3]));t=max(t,0)
        if e<.35:
            # Now and then a cut lies under it.
            strengths=light(r)
            if cuts and r.random()<.3: t=max(0,int(r.choice(cuts))-int(r.integers(0,len(strengths)+1)))
            flash(r,F,t,strengths)
        elif e<.47: # glitch frames
            if busy[max(0,t-4):t+6].any(): continue
            d=int(r.integers(1,3)) if r.random()<.8 else int(r.integers(3,5));q=r.random()
            G=F[int(r.integers(n))].copy() if q<.3 else (np.broadcast_to(np.array([16,128,128],np.float32),(H,W,3)) if q<.5 else (np.broadcast_to(np.array([235,128,128],np.float32),(H,W,3)) if q<.6 else (np.roll(F[t],int(r.integers(5,W)),1) if q<.8 else F[t][:, ::-1])))
            F[t:t+d]=G
        elif e<.51: # light or shadow passes over the picture
            d=int(r.integers(3,16)); y,x=np.mgrid[:H,:W]; wide=r.uniform(.15,.7)*max(H,W); lean=r.normal(0,.5); most=r.uniform(20,160)*r.choice([1,1,1,-1]); way=r.choice([-1,1])
            for j in range(min(d,n-t)):
                at=W/2+way*((j+.5)/d-.5)*(W+2*wide)
                F[t+j,...,0]+=most*np.exp(-((x-at+lean*(y-H/2))/wide)**2)
            F[t:t+d]=np.clip(F[t:t+d],0,255)
        elif e<.66: # relight from here on
            g=r.uniform(.6,1.5);o=r.uniform(-25,25);tint=r.normal(0,6,2)*(r.random()<.5);d=int(r.choice([1,1,1,4,12,30]))
            u=np.clip((np.arange(n)-t+1)/d,0,1)[:,None,None]; m=1 if r.random()<.5 else smoothfield(r,H,W,3)[None]
            F[...,0]=F[...,0]*(1-u*m)+(16+(F[...,0]-16)*g+o)*u*m
            F[...,1]+=(tint[0]*u);F[...,2]+=(tint[1]*u)
        elif e<.78: # something passes close by
            d=int(r.integers(2,20));q=names[r.integers(len(names))];sg=clips[q]['segs'][0];G=load(q,sg[0],sg[0]+1)
            G=sample(G,[.5],[.5],[.6],[.6],W,H)[0];wd=r.uniform(.15,.95);lr=r.random()<.5
            for j in range(d):
                if t+j<n:
                    c0=int((-wd+(1+wd)*(j+.5)/d)*W);c1=int(c0+wd*W)
                    if lr:c0,c1=W-c1,W-c0
                    c0,c1=max(0,c0),min(W,c1)
                    if c1>c0:F[t+j,:,c0:c1]=G[:,:c1-c0]
        elif e<.92: # a part of the picture changes: caption, screen in the picture
            a=r.uniform(.03,.35);hh=int(np.clip(H*np.sqrt(a)*r.uniform(.6,1.6),2,H));ww=int(np.clip(a*H*W/hh,2,W));y0=int(r.integers(0,H-hh+1));x0=int(r.integers(0,W-ww+1))
            q=names[r.integers(len(names))];sg=clips[q]['segs'][0];G=sample(load(q,sg[0],sg[0]+1),[.5],[.5],[.8],[.8],ww,hh)[0]
            t1=n if r.random()<.5 else min(n,t+int(r.integers(3,30)))
            if r.random()<.35: G,on=lettering(r,hh,ww); F[t:t1,y0:y0+hh,x0:x0+ww]=F[t:t1,y0:y0+hh,x0:x0+ww]*(1-on)+G*on
            else: F[t:t1,y0:y0+hh,x0:x0+ww]=G
        else: # frames missing
            d=int(r.integers(1,4))
            if t+d<n and not busy[max(0,t-1):t+d+1].any():
                F=np.delete(F,range(t,t+d),0);busy=np.delete(busy,range(t,t+d));n=len(F)
                cuts=[c-d if c>t else c for c in cuts];grad=[[a-d,b-d] if a>t else [a,b] for a,b in grad];ignore=[i-d if i>t else i for i in ignore]
    # the whole clip
    if r.random()<.3:F[...,0]=16+(F[...,0]-16)*r.uniform(.12,1.)+r.uniform(0,30)
    if r.random()<.15:
        b=int(H*r.uniform(.05,.14)) if r.random()<.6 else 0;c=0 if b else int(W*r.uniform(.05,.2))
        if b:F[:,:b]=F[:,-b:]=[16,128,128]
        else:F[:,:,:c]=F[:,:,-c:]=[16,128,128]
    if r.random()<.3:F+=r.normal(0,r.uniform(.5,4),F.shape)
    if r.random()<.2: F[...,1:]=128+(F[...,1:]-128)*r.uniform(0,.6)
    q=r.random()
    if q<.12: # doubled or padded
        f=r.choice([2,30/16,60/24,30/8,30/24]);idx=(np.arange(int(n*f))/f+1e-6).astype(int);idx=idx[idx<n]
        first=lambda t:int(np.searchsorted(idx,t));lastf=lambda t:int(np.searchsorted(idx,t,side='right'))-1
        F=F[idx];cuts=[first(c) for c in cuts];grad=[[first(a),lastf(b)] for a,b in grad];ignore=[j for i in ignore for j in range(first(i),lastf(i)+1)]
        e=r.random()
        if e<.35:F=F+r.normal(0,.25,F.shape)
        elif e<.75:F=coded(r,F,r.uniform(.5,4))
    elif q<.2: # rate doubled by averaging neighbours
        G=np.empty((2*n-1,)+F.shape[1:],np.float32);G[::2]=F;G[1::2]=(F[1:]+F[:-1])/2;F=G
        ignore=[j for i in ignore for j in(2*i-1,2*i,2*i+1)]+[j for c in cuts for j in(2*c-1,2*c)]
        cuts=[2*c for c in cuts];grad=[[2*a,2*b] for a,b in grad]
    if q>=.2 and r.random()<.2: F=coded(r,F,r.uniform(.5,4))
    F=np.clip(np.round(F),0,255).astype(np.uint8)
    h2=lambda P:np.clip(np.round(P.reshape(len(P),H//2,2,W//2,2).astype(np.float32).mean((2,4))),0,255).astype(np.uint8)
    name=f'syn{seed:06d}.{W}x{H}.yuv'
    D=np.concatenate([F[...,0].reshape(len(F),-1),h2(F[...,1]).reshape(len(F),-1),h2(F[...,2]).reshape(len(F),-1)],1)
    D.tofile(OUT/name)
    return name,dict(frames=len(F),cuts=[int(c) for c in cuts],gradual=[[int(a),int(b)] for a,b in grad],ignore=sorted(set(int(i) for i in ignore)),source=s)
def half(P):
    """A plane of chroma at half the size."""
    n,h,w=P.shape; return np.clip(np.round(P.reshape(n,h//2,2,w//2,2).mean((2,4))),0,255).astype(np.uint8)
def save(F,name):
    n=len(F); F=np.clip(np.round(F),0,255).astype(np.float32)
    np.concatenate([F[...,0].astype(np.uint8).reshape(n,-1),half(F[...,1]).reshape(n,-1),half(F[...,2]).reshape(n,-1)],1).tofile(OUT/name)
def hard(seed):
    """What is told apart with most pains: a whip pan that ends as suddenly as a cut begins, and a cut under a flash."""
    r=np.random.default_rng(seed); H,W=90,160; S=list(by); s=S[r.integers(len(S))]
    def shot(n):
        names=[c for c in by[s] if any(b-a>=n for a,b in clips[c]['segs'])]
        if r.random()<.4 or not names:
            return blotches(r,n,H,W,(r.uniform(.05,.2)*min(W,H),r.uniform(16,60),r.uniform(60,180),r.uniform(0,120),r.choice([0,.3,1,3])))
        c=names[r.integers(len(names))]; fit=[(a,b) for a,b in clips[c]['segs'] if b-a>=n]; a,b=fit[r.integers(len(fit))]; a=int(r.integers(a,b-n+1))
        one=np.ones(n); return sample(load(c,a,a+n),one*.5,one*.5,one,one,W,H)
    cuts=[]
    if seed%2:
        n=int(r.integers(34,50)); F=shot(n); t,d=int(r.integers(8,n-18)),int(r.integers(3,13)); speed=r.uniform(.03,.16)*W*r.choice([-1,1])
        v=np.zeros(n); v[t:t+d]=speed*(np.ones(d) if r.random()<.6 else np.sin(np.pi*(np.arange(d)+1)/(d+1)))
        at=np.cumsum(v); open_=r.choice([0,.25,.5,1]); back=r.random()<.3
        if back: at[t+d:]=0
        out=F.copy()
        for i in range(n):
            parts=(0,.5,1) if open_ and v[i] else (0,)
            out[i]=sum(np.roll(F[i],int(round(at[i]+p*open_*v[i])),1) for p in parts)/len(parts)
        F=out
    else:
        F=np.concatenate([shot(24),shot(24)]); cuts=[24]; strengths=light(r); flash(r,F,24-int(r.integers(0,len(strengths)+1)),strengths)
    if r.random()<.3: F=F+r.normal(0,r.uniform(.5,3),F.shape)
    name=f'hard{seed:06d}.{W}x{H}.yuv'; save(F,name)
    return name,dict(frames=len(F),cuts=cuts,gradual=[],ignore=[],source=s)
def attempt(seed):
    try: return make(seed) if seed>=100000 else hard(seed)
    except ValueError: return None   # a segment too short for what was drawn
def make_all(count, seed, out):
    """Writes `count` clips into `out` with their labels in truth.json; the same ones for the same arguments."""
    out.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context('fork').Pool() as pool:
        labels=dict(x for x in pool.imap(attempt, [*range(seed*100000, seed*100000+count), *range(count//4)], 4) if x)
    (out/'truth.json').write_text(json.dumps(labels))
